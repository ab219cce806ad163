package org.imagine4j.install.jupyter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imagine4j.install.jupyter.Jupyter.Origin;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.install.terminal.UserError;
import org.imagine4j.models.store.FileTree;

/**
 * A virtual environment with JupyterLab that belongs to Imagine alone. What goes into it is pinned in
 * {@code requirements.txt} beside this class. The file {@value #COMPLETE} in it is written last and holds those
 * requirements: an environment whose making was interrupted, or that was made for other requirements, lacks the right
 * one and is made anew.
 */
public final class PrivateJupyter {
    private static final String COMPLETE = "imagine-complete.txt";
    private static final Pattern PACKAGE =
            Pattern.compile("^(Collecting|Installing collected packages)[ :]*([\\w.-]*).*");
    private static final int LINES_KEPT = 12;

    private final Path folder;
    private final Environment environment;
    private final Terminal terminal;

    /**
     * @param folder where the environment is or will be
     * @param environment where to find a Python to make it with
     * @param terminal hears how the making goes
     */
    public PrivateJupyter(Path folder, Environment environment, Terminal terminal) {
        this.folder = folder;
        this.environment = environment;
        this.terminal = terminal;
    }

    /** Where the environment is or will be. */
    public Path folder() {
        return folder;
    }

    /** The private Jupyter if it is complete and answers; its defaults then are those of this program. */
    public Optional<Jupyter> find() {
        if (!isComplete()) {
            return Optional.empty();
        }
        setDefaults();
        return Python.probe(environment.python(folder))
                .flatMap(python -> python.jupyterLab().map(version -> new Jupyter(python, version, Origin.PRIVATE)));
    }

    /** The Python that a private Jupyter would be made with. */
    public Optional<Python> base() {
        return environment
                .programs("python3", "python")
                .flatMap(executable -> Python.probe(executable).stream())
                .findFirst();
    }

    /**
     * Makes the private Jupyter; when another process is just making it, waits for that one.
     *
     * @throws UserError if there is no Python, it cannot make virtual environments, or the packages cannot be had
     */
    public Jupyter make() {
        Python base = base().orElseThrow(
                        () -> new UserError(
                                "There is no Jupyter here, and no Python 3 to install one with.",
                                "Install Python 3.10 or newer (Debian: apt install python3-venv; otherwise https://www.python.org/downloads/), then try again."));
        try {
            Files.createDirectories(folder.getParent());
            Path lockFile = folder.resolveSibling(folder.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                assert lock.isValid();
                if (!isComplete()) {
                    makeWith(base);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a private Jupyter in " + folder, e);
        }
        return find().orElseThrow(() -> new UserError(
                "The private Jupyter in " + folder + " does not start.", "Delete that folder and try again."));
    }

    private void makeWith(Python base) throws IOException {
        terminal.note("No Jupyter found: making a private one in " + folder + " (once; about 250 MB) …");
        FileTree.delete(folder);
        run(
                List.of(base.executable().toString(), "-m", "venv", folder.toString()),
                "Python " + base.version() + " (" + base.executable() + ") cannot make a virtual environment.",
                "Install its venv module (Debian and Ubuntu: apt install python3-venv), then try again.");
        Path requirements = Files.createTempFile("imagine-requirements", ".txt");
        try {
            Files.writeString(requirements, requirements());
            run(
                    List.of(
                            environment.python(folder).toString(),
                            "-m",
                            "pip",
                            "install",
                            "--no-input",
                            "--progress-bar=off",
                            "--prefer-binary",
                            "--disable-pip-version-check",
                            "--requirement",
                            requirements.toString()),
                    "JupyterLab could not be installed into " + folder + ".",
                    "Check the network connection (pip's own settings apply: PIP_INDEX_URL, HTTPS_PROXY), or install JupyterLab yourself: Imagine uses the Jupyter it finds.");
        } finally {
            Files.deleteIfExists(requirements);
        }
        Files.writeString(folder.resolve(COMPLETE), requirements());
    }

    /** JupyterLab's defaults, which the person can still change in its settings. They may be those of an earlier Imagine. */
    private void setDefaults() {
        Path settings = JupyterFolders.under(folder).resolve("lab").resolve("settings");
        Path overrides = settings.resolve("overrides.json");
        String defaults = Resource.text("lab-settings.json");
        try {
            if (!Files.exists(overrides) || !Files.readString(overrides).equals(defaults)) {
                Files.createDirectories(settings);
                Files.writeString(overrides, defaults);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write JupyterLab's defaults to " + overrides, e);
        }
    }

    private void run(List<String> command, String failure, String remedy) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = PACKAGE.matcher(line);
                if (matcher.matches()) {
                    terminal.progress(
                            matcher.group(1).startsWith("Coll")
                                    ? "  getting " + matcher.group(2)
                                    : "  installing " + matcher.group(2) + " and what it needs");
                }
                last.addLast(line);
                if (last.size() > LINES_KEPT) {
                    last.removeFirst();
                }
            }
            if (process.waitFor() != 0) {
                last.forEach(line -> terminal.note("  " + terminal.faint(line)));
                throw new UserError(failure, remedy);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private boolean isComplete() {
        try {
            Path complete = folder.resolve(COMPLETE);
            return Files.exists(complete) && Files.readString(complete).equals(requirements());
        } catch (IOException e) {
            return false;
        }
    }

    private static String requirements() {
        return Resource.text("requirements.txt");
    }
}
