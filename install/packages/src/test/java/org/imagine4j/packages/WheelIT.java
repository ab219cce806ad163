package org.imagine4j.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wheels, and the one for this machine in a fresh virtual environment. */
class WheelIT {

    @TempDir
    private Path temporary;

    private Path environment;
    private Shell shell;

    @BeforeEach
    void makeEnvironment() throws IOException, InterruptedException {
        environment = temporary.toRealPath().resolve("venv");
        shell = Shell.in(temporary.toRealPath())
                .with("IMAGINE_HOME", Built.IMAGINE_HOME.toString())
                .with("JUPYTER_DATA_DIR", temporary.resolve("nothing").toString())
                .with("PYTHONDONTWRITEBYTECODE", "1")
                .with("VIRTUAL_ENV", "");
    }

    @Test
    void theKernelComesAndGoesWithTheWheel() throws IOException, InterruptedException {
        succeed("python3", "-m", "venv", environment.toString());
        Set<String> before = files();
        succeed(
                bin("pip"),
                "install",
                "--no-index",
                "--no-compile",
                wheelOfThisMachine().toString());

        Path kernelspec = environment.resolve("share/jupyter/kernels/imagine-java/kernel.json");
        assertThat(kernelspec)
                .content()
                .doesNotContain(temporary.toString())
                .doesNotContain(System.getProperty("user.dir"));
        assertThat(succeed(bin("imagine"), "--version")).startsWith("Imagine ");

        borrowJupyter();
        Files.writeString(temporary.resolve("small.ipynb"), Built.NOTEBOOK);
        succeed(
                bin("python"),
                "-m",
                "nbconvert",
                "--to=notebook",
                "--execute",
                "--output=executed.ipynb",
                "small.ipynb");
        assertThat(temporary.resolve("executed.ipynb")).content().contains("42", "image/png");
        assertThat(succeed(bin("imagine"), "doctor"))
                .contains("Kernel ", kernelspec.getParent().toString(), "All is well.");
        Files.delete(borrowed());

        succeed(bin("pip"), "uninstall", "--yes", "imagine-java");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void withoutAJdkItSaysWhatToDo() throws IOException, InterruptedException {
        succeed("python3", "-m", "venv", environment.toString());
        succeed(bin("pip"), "install", "--no-index", wheelOfThisMachine().toString());

        Shell.Result none = shell.with("PATH", temporary.toString())
                .with("JAVA_HOME", "")
                .run(bin("python"), "-m", "imagine_java.kernel", "connection.json");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.output().lines()).hasSize(2).first().asString().contains("There is no Java here");

        Path runtime = Files.createDirectories(temporary.resolve("old/bin")).getParent();
        Files.writeString(runtime.resolve("release"), "JAVA_VERSION=\"1.8.0_412\"\n");
        Files.createFile(runtime.resolve("bin/java"));
        Shell.Result old = shell.with("PATH", temporary.toString())
                .with("JAVA_HOME", runtime.toString())
                .run(bin("imagine"), "doctor");
        assertThat(old.exitCode()).isEqualTo(1);
        assertThat(old.output()).contains("Java 8 (" + runtime.resolve("bin/java") + "), too old", "Install a JDK 17");
    }

    @Test
    void eachHasTheLibrariesOfItsPlatformOnly() throws IOException {
        assertThat(natives("manylinux_2_28_x86_64")).allMatch(name -> name.contains("/linux-x64/"));
        assertThat(natives("manylinux_2_28_aarch64")).allMatch(name -> name.contains("/linux-aarch64/"));
        assertThat(natives("macosx_14_0_arm64"))
                .allMatch(name -> name.contains("/osx-aarch64/"))
                .noneMatch(name -> name.contains("dSYM"));
        assertThat(natives("win_amd64")).allMatch(name -> name.contains("/win-x64/"));
    }

    /** The native libraries in ONNX Runtime's jar in a wheel; two at least, the runtime and its bridge to Java. */
    private static List<String> natives(String platform) throws IOException {
        Path file = Built.one("imagine_java-", platform + ".whl");
        try (ZipFile wheel = new ZipFile(file.toFile())) {
            String jar = wheel.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("imagine_java/lib/onnxruntime-"))
                    .findFirst()
                    .orElseThrow();
            try (ZipInputStream entries = new ZipInputStream(wheel.getInputStream(wheel.getEntry(jar)))) {
                List<String> natives = Stream.iterate(
                                entries.getNextEntry(), entry -> entry != null, entry -> next(entries))
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith("ai/onnxruntime/native/") && !name.endsWith("/"))
                        .toList();
                assertThat(natives).hasSizeGreaterThanOrEqualTo(2);
                return natives;
            }
        }
    }

    private static ZipEntry next(ZipInputStream entries) {
        try {
            return entries.getNextEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the environment see the packages of the private Jupyter, so that none are downloaded. */
    private void borrowJupyter() throws IOException, InterruptedException {
        Files.writeString(temporary.resolve("first.ipynb"), Built.NOTEBOOK);
        succeed(bin("imagine"), "run", "first.ipynb");
        String packages = succeed(
                        Built.jupyterPython().toString(),
                        "-c",
                        "import sysconfig; print(sysconfig.get_path('purelib'))")
                .strip();
        Files.writeString(borrowed(), packages + "\n");
    }

    private Path borrowed() throws IOException {
        try (Stream<Path> found = Files.find(environment.resolve("lib"), 2, (path, attributes) -> path.getFileName()
                .toString()
                .equals("site-packages"))) {
            return found.findFirst().orElseThrow().resolve("borrowed.pth");
        }
    }

    private String succeed(String... command) throws IOException, InterruptedException {
        Shell.Result result = shell.run(command);
        assertThat(result.exitCode())
                .as(String.join(" ", command) + "\n" + result.output())
                .isZero();
        return result.output();
    }

    private String bin(String name) {
        return environment.resolve("bin").resolve(name).toString();
    }

    /** All files; pip itself leaves the empty folders {@code share/jupyter/kernels} behind. */
    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(environment)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("__pycache__"))
                    .map(file -> environment.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Path wheelOfThisMachine() throws IOException {
        return Built.one("imagine_java-", "manylinux_2_28_" + machine() + ".whl");
    }

    private static String machine() {
        return System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
    }
}
