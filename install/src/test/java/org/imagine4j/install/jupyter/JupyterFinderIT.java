package org.imagine4j.install.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.imagine4j.install.jupyter.Jupyter.Origin;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.install.terminal.UserError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** Which Jupyter is used, with a real one in several places: the private one of the tests plays the person's own. */
class JupyterFinderIT {
    /** The tests' private Jupyter: the same folder that the tests of the script use. */
    private static final Path PREFIX = Path.of("target/it/home/jupyter").toAbsolutePath();

    private static final Environment THIS_MACHINE = Environment.ofThisProcess();

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @BeforeAll
    static void aJupyter() {
        PrivateJupyter ours = new PrivateJupyter(PREFIX, THIS_MACHINE, Terminal.ofThisProcess());
        assertThat(ours.make().origin()).isEqualTo(Origin.PRIVATE);
    }

    @Test
    void theActiveEnvironmentIsUsed() {
        assertThat(find(Map.of("VIRTUAL_ENV", PREFIX.toString()))).hasValueSatisfying(this::isTheirs);
        assertThat(find(Map.of("CONDA_PREFIX", PREFIX.toString()))).hasValueSatisfying(this::isTheirs);
    }

    @Test
    void theJupyterBehindALinkOnTheSearchPathIsUsed() throws IOException {
        Files.createSymbolicLink(folder.resolve("jupyter-lab"), PREFIX.resolve("bin/jupyter-lab"));

        assertThat(find(Map.of("PATH", folder.toString()))).hasValueSatisfying(this::isTheirs);
    }

    @Test
    void whatDoesNotAnswerIsPassedOver() throws IOException {
        Path broken = Files.createDirectories(folder.resolve("env/bin"));
        Path python = Files.writeString(broken.resolve("python"), "#!/bin/sh\nexit 1\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();

        assertThat(find(Map.of(
                        "VIRTUAL_ENV",
                        folder.resolve("env").toString(),
                        "PATH",
                        PREFIX.resolve("bin").toString())))
                .hasValueSatisfying(this::isTheirs);
    }

    @Test
    void whereThereIsNoneThereIsNone() {
        assertThat(find(Map.of("PATH", folder.toString()))).isEmpty();
    }

    @Test
    void aPrivateOneThatIsNotCompleteDoesNotCount() throws IOException {
        Path half = Files.createDirectories(folder.resolve("jupyter"));
        Files.createSymbolicLink(half.resolve("bin"), PREFIX.resolve("bin"));

        assertThat(privateIn(half, Map.of()).find()).isEmpty();
        assertThat(new PrivateJupyter(PREFIX, THIS_MACHINE, Terminal.ofThisProcess()).find())
                .hasValueSatisfying(jupyter -> assertThat(jupyter.origin()).isEqualTo(Origin.PRIVATE));
    }

    @Test
    void withoutAPythonNothingCanBeMade() {
        UserError error = catchThrowableOfType(
                UserError.class, () -> privateIn(folder.resolve("jupyter"), Map.of("PATH", folder.toString()))
                        .make());

        assertThat(error).hasMessageContaining("no Python 3");
        assertThat(error.remedy()).contains("Install Python");
        assertThat(folder.resolve("jupyter")).doesNotExist();
    }

    @Test
    void aPythonThatCannotMakeEnvironmentsIsNamed() throws IOException {
        Path python = Files.writeString(
                folder.resolve("python3"),
                "#!/bin/sh\n[ \"$1\" = -m ] && { echo ensurepip is not available; exit 1; }\nexec '"
                        + PREFIX.resolve("bin/python") + "' \"$@\"\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();

        UserError error = catchThrowableOfType(
                UserError.class, () -> privateIn(folder.resolve("jupyter"), Map.of("PATH", folder.toString()))
                        .make());

        assertThat(error).hasMessageContaining("(" + python + ") cannot make a virtual environment");
        assertThat(error.remedy()).contains("python3-venv");
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("ensurepip is not available");
    }

    private Optional<Jupyter> find(Map<String, String> variables) {
        return new JupyterFinder(with(variables), privateIn(folder.resolve("none"), variables)).find();
    }

    private void isTheirs(Jupyter jupyter) {
        assertThat(jupyter.origin()).isEqualTo(Origin.FOUND);
        assertThat(jupyter.python().prefix()).isEqualTo(PREFIX);
        assertThat(jupyter.version()).isNotBlank();
        assertThat(jupyter.dataFolder(with(Map.of("JUPYTER_DATA_DIR", "/mine"))))
                .isEqualTo(Path.of("/mine"));
    }

    private PrivateJupyter privateIn(Path place, Map<String, String> variables) {
        PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
        return new PrivateJupyter(
                place, with(variables), new Terminal(stream, stream, Ansi.OFF, StandardCharsets.UTF_8));
    }

    private Environment with(Map<String, String> variables) {
        return new Environment(variables, folder, folder, OperatingSystem.LINUX);
    }
}
