package org.imagine4j.magics.all;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.imagine4j.install.jupyter.Environment;
import org.imagine4j.install.jupyter.Jupyter;
import org.imagine4j.install.jupyter.JupyterFinder;
import org.imagine4j.install.jupyter.PrivateJupyter;
import org.imagine4j.install.terminal.Terminal;

/** A real Jupyter client's session with a kernel, which is over when its last cell is. */
final class JupyterSession {

    /** The folder for everything the tests write. */
    static final Path SCRATCH = Path.of("target/it").toAbsolutePath();

    /** The tests of the module before have made a Jupyter here unless the machine has one of its own. */
    private static final Path JUPYTER =
            Path.of("../target/it/home/jupyter").toAbsolutePath().normalize();

    private static final int MINUTES = 4;

    private JupyterSession() {}

    /** Runs the cells in their order, and gives what became of them by their names. */
    static Map<String, CellRun> run(KernelUnderTest kernel, List<Cell> cells) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(SCRATCH), "session");
        Path script = folder.resolve("notebook.py");
        try (InputStream source = JupyterSession.class.getResourceAsStream("notebook.py")) {
            Files.copy(source, script);
        }
        Path todo = Files.writeString(folder.resolve("cells.json"), new Gson().toJson(cells));
        Path done = folder.resolve("done.json");
        ProcessBuilder client = python(List.of(script.toString(), kernel.name(), todo.toString(), done.toString()));
        Map<String, String> environment = client.environment();
        environment.put("JUPYTER_PATH", kernel.data().toString());
        environment.put(
                "PATH", Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator + environment.get("PATH"));
        environment.put("IMAGINE_HOME", SCRATCH.resolve("home").toString());
        environment.put("IMAGINE_HISTORY", "off");
        environment.putAll(kernel.variables());
        String log = finish(client, folder.resolve("log.txt"));
        assertThat(done).as(log).exists();
        return new Gson().fromJson(Files.readString(done), new TypeToken<Map<String, CellRun>>() {}.getType());
    }

    /** Puts a package's files, and nothing that it depends on, into a folder; once. */
    static Path pip(String requirement) throws IOException, InterruptedException {
        Path folder = SCRATCH.resolve(requirement.replace("==", "-"));
        if (!Files.exists(folder)) {
            Files.createDirectories(SCRATCH);
            Path unfinished = Files.createTempDirectory(SCRATCH, "pip");
            finish(
                    python(List.of(
                            "-m",
                            "pip",
                            "install",
                            "--quiet",
                            "--disable-pip-version-check",
                            "--no-deps",
                            "--target",
                            unfinished.toString(),
                            requirement)),
                    SCRATCH.resolve("pip.txt"));
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return folder;
    }

    /** One at a time, because where there is no Jupyter the first makes one. */
    private static synchronized ProcessBuilder python(List<String> arguments) {
        Environment environment = Environment.ofThisProcess();
        Jupyter jupyter = new JupyterFinder(
                        environment, new PrivateJupyter(JUPYTER, environment, Terminal.ofThisProcess()))
                .findOrMake();
        return jupyter.process(new ArrayList<>(arguments));
    }

    private static String finish(ProcessBuilder builder, Path log) throws IOException, InterruptedException {
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as(Files.readString(log))
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(log);
    }
}
