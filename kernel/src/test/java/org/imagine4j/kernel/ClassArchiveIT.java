package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.imagine4j.kernel.archive.ArchiveMaker;
import org.imagine4j.kernel.archive.ClassArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive of classes, with real kernels from a real jar. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class ClassArchiveIT {
    private static final int MAKING_MILLIS = 200_000;

    @TempDir
    static Path shared;

    private static ClassArchive made;

    @TempDir
    Path folder;

    /** The first kernel with its archive folder has one made while it goes on working, and after its end. */
    @BeforeAll
    static void theFirstKernelHasAnArchiveMade() throws Exception {
        made = archiveIn(shared);
        try (KernelProcess kernel = start(shared, shared, Map.of("IMAGINE_ARCHIVE", "on"));
                TestNotebook notebook = kernel.notebook()) {
            notebook.cell("1 + 1").shows("2");
            awaitUntil(() -> Files.exists(beside(made, ".lock")));
            end(kernel, notebook);
        }
        awaitUntil(made::exists);
    }

    @Test
    void laterKernelsUseIt() throws Exception {
        assertThat(sharedClasses(made.file(), folder)).contains("org.imagine4j.kernel.core.KernelCore");
        assertThat(beside(made, ".new")).doesNotExist();
    }

    @Test
    void withTheSwitchOffNoneIsMadeAndOneThatIsThereIsUsed() throws Exception {
        // start() switches it off
        assertThat(sharedClasses(made.file(), folder)).isNotEmpty();
        try (KernelProcess kernel = start(folder, folder, Map.of());
                TestNotebook notebook = kernel.notebook()) {
            notebook.cell("Thread.sleep(6_000)").succeeds();
            end(kernel, notebook);
        }
        assertThat(beside(archiveIn(folder), ".lock")).doesNotExist();
    }

    @Test
    void oneMakesItHoweverManyWouldLikeTo() throws Exception {
        ClassArchive archive = archiveIn(folder);
        Path lock = beside(archive, ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            Process maker = maker(archive);
            assertThat(maker.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(maker.exitValue()).isZero();
        }
        assertThat(archive.file()).doesNotExist();
    }

    @Test
    void oneOfAnotherClassPathIsIgnoredAndReplaced() throws Exception {
        ClassArchive archive = archiveIn(folder);
        Files.copy(made.file(), archive.file());
        Files.copy(beside(made, ".txt"), beside(archive, ".txt"));
        List<Path> reversed = new ArrayList<>(jars());
        reversed.add(reversed.remove(1));

        try (KernelProcess kernel =
                        KernelProcess.start(argv(reversed, archive), folder, Map.of("IMAGINE_ARCHIVE", "on"));
                TestNotebook notebook = kernel.notebook()) {
            notebook.cell("1 + 1").shows("2");
            String before = Files.readString(beside(archive, ".txt"));
            awaitUntil(() -> !Files.readString(beside(archive, ".txt")).equals(before));
            awaitUntil(archive::exists);
            end(kernel, notebook);
        }
    }

    @Test
    void untilThereIsOneTheJdksOwnTakesItsPlace() throws Exception {
        ClassArchive archive = archiveIn(folder);

        archive.prepare(KernelProcess.java().toString());

        assertThat(archive.exists()).isFalse();
        assertThat(sharedClasses(archive.file(), folder)).isEmpty();
        assertThat(folder.resolve("classes.log")).content().contains("java.lang.Object source: shared objects file");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 100_000})
    void noiseIsIgnored(int size) throws Exception {
        byte[] noise = new byte[size];
        new Random(1).nextBytes(noise);
        Path file = Files.write(archiveIn(folder).file(), noise);

        assertThat(sharedClasses(file, folder)).isEmpty();
    }

    @Test
    void oneThatHasLostItsEndHoldsUpOneStartAtMost() throws Exception {
        byte[] content = Files.readAllBytes(made.file());
        Path file = Files.write(archiveIn(folder).file(), Arrays.copyOf(content, content.length / 2));

        // Java 17 ends, Java 19 and newer look first; front ends start a kernel that has ended once more.
        try (KernelProcess kernel = start(folder, folder, Map.of())) {
            if (kernel.endsWithin(5)) {
                assertThat(file).doesNotExist();
            }
        }
        try (KernelProcess kernel = start(folder, folder, Map.of());
                TestNotebook notebook = kernel.notebook()) {
            notebook.cell("1 + 1").shows("2");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsLeftAlone() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        try (KernelProcess kernel = start(file.resolve("archives"), folder, Map.of("IMAGINE_ARCHIVE", "on"));
                TestNotebook notebook = kernel.notebook()) {
            notebook.cell("Thread.sleep(6_000); 1 + 1").shows("2");
            end(kernel, notebook);
        }
        assertThat(file).isEmptyFile();
    }

    /** The kernel's own classes that a kernel with this archive gets from it. */
    private static List<String> sharedClasses(Path archive, Path folder) throws Exception {
        Path log = folder.resolve("classes.log");
        List<String> argv = new ArrayList<>(argv(jars(), new ClassArchive(archive)));
        argv.add(argv.indexOf("-Xlog:disable") + 1, "-Xlog:class+load:file=" + log);
        try (KernelProcess kernel = KernelProcess.start(argv, folder, Map.of());
                TestNotebook notebook = kernel.notebook()) {
            notebook.cell("1 + 1").shows("2");
            end(kernel, notebook);
        }
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("org.imagine4j") && line.contains("shared objects file (top)"))
                .map(line -> line.replaceFirst(" source:.*", "").replaceFirst(".* ", ""))
                .toList();
    }

    private static void end(KernelProcess kernel, TestNotebook notebook) throws InterruptedException {
        notebook.client().control("shutdown_request", new JsonObject());
        assertThat(kernel.endsWithin(20)).as("ended").isTrue();
    }

    private static void awaitUntil(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAKING_MILLIS);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(200);
        }
    }

    private static Path beside(ClassArchive archive, String suffix) {
        return Path.of(archive.file() + suffix);
    }

    private static KernelProcess start(Path archives, Path folder, Map<String, String> environment) throws IOException {
        return KernelProcess.start(
                LaunchCommand.kernelspecArgv(KernelProcess.java(), jars(), archives), folder, environment);
    }

    private static List<String> argv(List<Path> classPath, ClassArchive archive) {
        List<String> argv = new ArrayList<>(LaunchCommand.kernelspecArgv(KernelProcess.java(), classPath));
        argv.addAll(1, archive.arguments());
        return argv;
    }

    private static Process maker(ClassArchive archive) throws IOException {
        String classPath = String.join(
                File.pathSeparator, jars().stream().map(Path::toString).toList());
        return new ProcessBuilder(
                        KernelProcess.java().toString(),
                        "-cp",
                        classPath,
                        ArchiveMaker.class.getName(),
                        archive.file().toString(),
                        Main.class.getName())
                .inheritIO()
                .start();
    }

    private static ClassArchive archiveIn(Path folder) {
        return ClassArchive.of(folder, LaunchCommand.kernelspecArgv(KernelProcess.java(), jars()))
                .orElseThrow();
    }

    /** The kernel's jar and what it needs. */
    private static List<Path> jars() {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            Path kernel = built.filter(file -> file.getFileName().toString().matches("imagine-kernel-[\\w.-]*\\.jar"))
                    .findFirst()
                    .orElseThrow();
            List<Path> jars = new ArrayList<>(List.of(kernel.toAbsolutePath()));
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> entry.endsWith(".jar"))
                    .map(Path::of)
                    .filter(jar -> !jar.getFileName().equals(kernel.getFileName()))
                    .forEach(jars::add);
            return jars;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
