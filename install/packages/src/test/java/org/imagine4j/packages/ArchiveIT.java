package org.imagine4j.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The distribution archive, unpacked into a folder with a blank in its name and moved afterwards. */
@TestInstance(Lifecycle.PER_CLASS)
class ArchiveIT {

    private Path temporary;
    private Path program;
    private Shell shell;

    @BeforeAll
    void unpack(@TempDir Path folder) throws IOException, InterruptedException {
        temporary = folder.toRealPath();
        Path unpacked = Files.createDirectories(temporary.resolve("first place"));
        assertThat(Shell.in(unpacked)
                        .run("tar", "-xf", Built.one("imagine-", ".tar.gz").toString())
                        .exitCode())
                .isZero();
        Path place = temporary.resolve("second place");
        try (Stream<Path> folders = Files.list(unpacked)) {
            program = Files.move(folders.findFirst().orElseThrow(), place);
        }
        shell = Shell.in(temporary)
                .with("IMAGINE_HOME", Built.IMAGINE_HOME.toString())
                .with("JUPYTER_DATA_DIR", temporary.resolve("jupyter data").toString());
        Files.writeString(temporary.resolve("small.ipynb"), Built.NOTEBOOK);
    }

    @Test
    void theProgramRunsNotebooksAndIsWell() throws IOException, InterruptedException {
        String imagine = program.resolve("imagine").toString();

        Shell.Result executed = shell.run(imagine, "run", "small.ipynb", "--output", "out");
        assertThat(executed.exitCode()).as(executed.output()).isZero();
        assertThat(temporary.resolve("out/small.ipynb")).content().contains("42", "image/png");

        Shell.Result installed = shell.run(imagine, "install");
        assertThat(installed.exitCode()).as(installed.output()).isZero();
        Shell.Result doctor = shell.run(imagine, "doctor");
        assertThat(doctor.exitCode()).as(doctor.output()).isZero();
        assertThat(doctor.output()).contains(program.resolve("lib").toString(), "emoji-mini drew", "All is well.");
    }

    @Test
    void itsOwnKernelspecWorksWhereverTheFolderLies() throws IOException, InterruptedException {
        assertThat(shell.run(program.resolve("imagine").toString(), "run", "small.ipynb", "--output", "made")
                        .exitCode())
                .as("makes the private Jupyter where there is none")
                .isZero();
        Path spec = program.resolve("share/jupyter/kernels/imagine-java/kernel.json");
        assertThat(spec).content().doesNotContain(temporary.toString()).doesNotContain(System.getProperty("user.dir"));

        Shell.Result executed = shell.with(
                        "JUPYTER_PATH", program.resolve("share/jupyter").toString())
                .with("JUPYTER_DATA_DIR", temporary.resolve("nothing").toString())
                .run(
                        Built.jupyterPython().toString(),
                        "-m",
                        "nbconvert",
                        "--to=notebook",
                        "--execute",
                        "--output=own-spec.ipynb",
                        "small.ipynb");

        assertThat(executed.exitCode()).as(executed.output()).isZero();
        assertThat(temporary.resolve("own-spec.ipynb")).content().contains("42", "image/png");
    }

    @Test
    void bothFormatsHoldTheSame() throws IOException {
        try (ZipFile zip =
                ZipFile.builder().setPath(Built.one("imagine-", ".zip")).get()) {
            Set<String> files = Collections.list(zip.getEntries()).stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName().substring(entry.getName().indexOf('/') + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(files)
                    .isEqualTo(filesOf(program))
                    .contains("LICENSE", "NOTICE", "licenses/THIRD-PARTY.txt", "licenses/MPL-2.0.txt");
            ZipArchiveEntry script = Collections.list(zip.getEntries()).stream()
                    .filter(entry -> entry.getName().endsWith("/imagine"))
                    .findFirst()
                    .orElseThrow();
            assertThat(script.getUnixMode() & 0111).as("can be started").isEqualTo(0111);
        }
    }

    private static Set<String> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
