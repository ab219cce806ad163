package org.imagine4j.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PyTorch files; that their values are right is what the golden tests show. */
class TorchFormatTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    Path temp;

    @Test
    void transposedViewsAreReadThroughTheirStrides() throws IOException {
        Path file = GOLDEN.resolve("min-dalle-float16/dalle/encoder.pt");
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            Tensor weight = checkpoint.tensors().get("layers.1.glu.fc0.weight");
            assertThat(weight.shape()).containsExactly(80, 48);
            float[] stored = weight.toArray();
            float[] transposed = weight.permuted(1, 0).toArray();
            for (int out = 0; out < 80; out++) {
                for (int in = 0; in < 48; in++) {
                    assertThat(transposed[in * 80 + out]).isEqualTo(stored[out * 48 + in]);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cposix\nsystem\n(X\u0004\0\0\0truetR.",
                "c__builtin__\neval\n(X\u0001\0\0\0" + "1tR.",
                "cbuiltins\ngetattr\n.",
                "\u008c\u0002os\u008c\u0006system\u0093.",
                "ctorch\nload\n(X\u0001\0\0\0ftR.",
                "(ios\nsystem\n.",
                "I1\n."
            })
    void picklesThatWantToRunCodeAreRefused(String pickle) throws IOException {
        Path file = zip("hostile.pt", "archive/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("hostile.pt: ")
                .hasMessageContaining("no checkpoint needs");
    }

    static Stream<Arguments> picklesOfOtherThings() {
        String a = "X\1\0\0\0a(X\7\0\0\0storagectorch\n";
        return Stream.of(
                Arguments.of("X\1\0\0\0a]q\0h\0ah\0\u0093.", "name is not a text"),
                Arguments.of(
                        a + "DoubleStorage\nX\1\0\0\0kX\3\0\0\0cpuK\1tQ.",
                        "in a, the numbers are of type torch.DoubleStorage"),
                Arguments.of(
                        a + "FloatStorage\nX\1\0\0\0kX\3\0\0\0cpu]q\0h\0atQ.",
                        "in a, there is something that is not a number"),
                Arguments.of(
                        a + "FloatStorage\nX\1\0\0\0kX\3\0\0\0cpuJ\u00ff\u00ff\u00ff\u00fftQ.", "in a, there is -1"),
                Arguments.of("}.}", "more in its data.pkl"));
    }

    @ParameterizedTest
    @MethodSource("picklesOfOtherThings")
    void picklesOfOtherThingsAreRefused(String pickle, String reason) throws IOException {
        refused(zip("odd.pt", "archive/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1)), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"]", "}", "]\u0094"})
    void endlessPicklesAreRefusedBeforeTheyFillTheMemory(String piece) throws IOException {
        byte[] endless = piece.repeat(10_000_000).getBytes(StandardCharsets.ISO_8859_1);
        refused(zip("endless.pt", "archive/data.pkl", endless), "implausibly large");
        refused(Files.write(temp.resolve("legacy.pt"), endless), "implausibly large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../data.pkl", "/archive/data.pkl", "a/../data.pkl", "C:/data.pkl", "a\\b/data.pkl"})
    void namesThatLeadOutOfTheArchiveAreRefused(String name) throws IOException {
        refused(zip("hostile.pt", name, "}.".getBytes(StandardCharsets.US_ASCII)), "leads out of the archive");
    }

    @Test
    void whatFollowsALegacyFileIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(GOLDEN.resolve("min-dalle-legacy-float16/dalle/encoder.pt"));
        refused(Files.write(temp.resolve("long.pt"), Arrays.copyOf(whole, whole.length + 3)), "3 bytes too many");
    }

    @Test
    void archivesWithoutTensorsAreRefused() throws IOException {
        refused(zip("a.pt", "archive/version", new byte[3]), "no data.pkl");
        refused(zip("c.pt", "archive/data.pkl", "].".getBytes(StandardCharsets.US_ASCII)), "dictionary of tensors");
        refused(
                zip("d.pt", "archive/data.pkl", "}X\u0001\0\0\0aNs.".getBytes(StandardCharsets.ISO_8859_1)),
                "a is not a tensor");
        refused(Files.write(temp.resolve("empty.pt"), new byte[0]), "cut off");
        refused(Files.writeString(temp.resolve("text.pt"), "this is a text, not a checkpoint"), "not a PyTorch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"min-dalle-float16", "min-dalle-legacy-float16"})
    void truncatedFilesAreRefused(String folder) throws IOException {
        byte[] whole = Files.readAllBytes(GOLDEN.resolve(folder).resolve("dalle/encoder.pt"));
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            Path file = Files.write(temp.resolve("cut.pt"), Arrays.copyOf(whole, random.nextInt(whole.length)));
            assertThatThrownBy(() -> Checkpoint.open(file))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageStartingWith("cut.pt: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"min-dalle-float16", "min-dalle-legacy-float16"})
    void damagedFilesAreReadOrRefusedButNeverMore(String folder) throws IOException {
        byte[] whole = Files.readAllBytes(GOLDEN.resolve(folder).resolve("dalle/encoder.pt"));
        Random random = new Random(2);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j < 3; j++) {
                int place = random.nextBoolean() ? random.nextInt(3000) : damaged.length - 1 - random.nextInt(3000);
                damaged[place] = (byte) random.nextInt();
            }
            Path file = Files.write(temp.resolve("damaged.pt"), damaged);
            assertThatCode(() -> {
                        try (Checkpoint checkpoint = Checkpoint.open(file)) {
                            for (Tensor tensor : checkpoint.tensors().values()) {
                                tensor.toArray();
                            }
                        } catch (CheckpointException expected) {
                            assertThat(expected).hasMessageStartingWith("damaged.pt: ");
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }

    private void refused(Path file, String reason) {
        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining(reason);
    }

    private Path zip(String name, String entryName, byte[] content) throws IOException {
        Path file = temp.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry(entryName);
            CRC32 crc = new CRC32();
            crc.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
        }
        return file;
    }
}
