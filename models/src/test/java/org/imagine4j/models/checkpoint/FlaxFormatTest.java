package org.imagine4j.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

class FlaxFormatTest {

    private static final Path REAL = Path.of("src/test/resources/golden/mini-flax/dalle/flax_model.msgpack");

    @TempDir
    Path temp;

    @Test
    void namesShapesAndTypesAreIndexed() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(REAL)) {
            assertThat(checkpoint.tensors()).hasSize(73).containsKey("model/decoder/final_ln/bias");
            Tensor head = checkpoint.tensors().get("lm_head/kernel");
            assertThat(head.shape()).containsExactly(48, 97);
            assertThat(head.type()).isEqualTo(DType.FLOAT32);
            assertThat(head.size()).isEqualTo(48 * 97);
        }
    }

    @Test
    void stackedLayersAreSlicesOfTheirTensor() throws IOException {
        Path stacked = Path.of("src/test/resources/golden/mini-flax-scan/dalle/flax_model.msgpack");
        try (Checkpoint plain = Checkpoint.open(REAL);
                Checkpoint scanned = Checkpoint.open(stacked)) {
            String path = "/FlaxBartAttention_0/q_proj/kernel";
            Tensor all = scanned.tensors().get("model/encoder/layers/FlaxBartEncoderLayers" + path);
            for (int layer = 0; layer < 2; layer++) {
                assertThat(all.slice(layer).toArray())
                        .isEqualTo(plain.tensors()
                                .get("model/encoder/layers/FlaxBartEncoderLayer_" + layer + path)
                                .toArray());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x0000, 0",
        "0x3c00, 1",
        "0xc000, -2",
        "0x7bff, 65504",
        "0x0001, 5.9604645e-8",
        "0x8400, -6.1035156e-5",
        "0x7c00, Infinity",
        "0x3555, 0.33325195"
    })
    void sixteenBitFloatsAreWidened(String bits, float expected) throws IOException {
        byte[] data = ByteBuffer.allocate(2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (int) Integer.decode(bits))
                .array();
        try (Checkpoint checkpoint = Checkpoint.open(file(map("x", array("float16", data, 1))))) {
            assertThat(checkpoint.tensors().get("x").toArray()).containsExactly(expected);
        }
    }

    @Test
    void chunkedArraysAreOneTensorInNumericOrder() throws IOException {
        MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
        packer.packMapHeader(1).packString("big").packMapHeader(3);
        packer.packString("__msgpack_chunked_array__").packBoolean(true);
        packer.packString("shape").packMapHeader(2);
        packer.packString("0").packInt(11).packString("1").packInt(2);
        packer.packString("chunks").packMapHeader(11);
        for (int i : new int[] {0, 1, 10, 2, 3, 4, 5, 6, 7, 8, 9}) {
            packer.packString(String.valueOf(i));
            packer.writePayload(array("float32", floats(2 * i, 2 * i + 1), 2));
        }
        try (Checkpoint checkpoint = Checkpoint.open(file(packer.toByteArray()))) {
            Tensor big = checkpoint.tensors().get("big");
            assertThat(big.shape()).containsExactly(11, 2);
            FloatBuffer middle = FloatBuffer.allocate(5);
            big.read(17, middle);
            assertThat(middle.array()).containsExactly(17, 18, 19, 20, 21);
            assertThat(big.slice(10).toArray()).containsExactly(20, 21);
        }
    }

    @Test
    void aChunkedArraysEntriesMayComeInAnyOrder() throws IOException {
        MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
        packer.packMapHeader(1).packString("big").packMapHeader(3);
        packer.packString("chunks").packMapHeader(2);
        packer.packString("1").writePayload(array("float32", floats(3, 4), 2));
        packer.packString("0").writePayload(array("float32", floats(1, 2), 2));
        packer.packString("shape").packMapHeader(1).packString("0").packInt(4);
        packer.packString("__msgpack_chunked_array__").packBoolean(true);
        try (Checkpoint checkpoint = Checkpoint.open(file(packer.toByteArray()))) {
            assertThat(checkpoint.tensors().get("big").toArray()).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void chunkedArraysWithMissingPiecesAreRefused() throws IOException {
        MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
        packer.packMapHeader(1).packString("big").packMapHeader(3);
        packer.packString("__msgpack_chunked_array__").packBoolean(true);
        packer.packString("shape").packMapHeader(1).packString("0").packInt(2);
        packer.packString("chunks").packMapHeader(1);
        packer.packString("1").writePayload(array("float32", floats(1, 2), 2));
        refused(packer.toByteArray(), "pieces of big are missing");
    }

    @Test
    void filesThatAreNotCheckpointsAreRefused() throws IOException {
        refused(new byte[0], "not a flax checkpoint");
        refused("{\"json\": true}".getBytes(StandardCharsets.UTF_8), "not a flax checkpoint");
        refused(map("x", array("int32", new byte[4], 1)), "type int32");
        refused(map("x", array("float32", new byte[8], 3)), "needs 12");
        refused(map("x", array("float32", floats(1), -1)), "dimension of -1");
        refused(map("x", array("float32", floats(1), 1 << 30, 1 << 30, 1 << 30)), "too large");
        refused(concat(map("x", array("float32", floats(1), 1)), new byte[3]), "3 bytes too many");
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(REAL);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
            Path file = file(cut);
            assertThatThrownBy(() -> Checkpoint.open(file)).isInstanceOf(CheckpointException.class);
        }
    }

    @Test
    void damagedFilesAreReadOrRefusedButNeverMore() throws IOException {
        byte[] whole = Files.readAllBytes(REAL);
        Random random = new Random(2);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = Arrays.copyOf(whole, 6000);
            for (int j = 0; j < 4; j++) {
                damaged[random.nextInt(400)] = (byte) random.nextInt();
            }
            Path file = file(damaged);
            assertThatCode(() -> {
                        try (Checkpoint checkpoint = Checkpoint.open(file)) {
                            checkpoint.tensors();
                        } catch (CheckpointException expected) {
                            assertThat(expected).hasMessageStartingWith("file.msgpack: ");
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }

    private void refused(byte[] content, String reason) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("file.msgpack")
                .hasMessageContaining(reason);
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(temp.resolve("file.msgpack"), content);
    }

    private static byte[] map(String key, byte[] value) throws IOException {
        MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
        packer.packMapHeader(1).packString(key);
        packer.writePayload(value);
        return packer.toByteArray();
    }

    private static byte[] array(String type, byte[] data, int... shape) throws IOException {
        MessageBufferPacker payload = MessagePack.newDefaultBufferPacker();
        payload.packArrayHeader(3).packArrayHeader(shape.length);
        for (int dimension : shape) {
            payload.packInt(dimension);
        }
        payload.packString(type).packBinaryHeader(data.length).writePayload(data);
        MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
        packer.packExtensionTypeHeader((byte) 1, payload.toByteArray().length).writePayload(payload.toByteArray());
        return packer.toByteArray();
    }

    private static byte[] floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static byte[] concat(byte[] a, byte[] b) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(a);
        out.write(b);
        return out.toByteArray();
    }
}
