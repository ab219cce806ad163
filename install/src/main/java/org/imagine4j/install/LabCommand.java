package org.imagine4j.install;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.imagine4j.install.jupyter.Environment;
import org.imagine4j.install.jupyter.Jupyter;
import org.imagine4j.install.jupyter.JupyterFinder;
import org.imagine4j.install.jupyter.OperatingSystem;
import org.imagine4j.install.jupyter.ProcessTree;
import org.imagine4j.install.kernelspec.Kernelspec;
import org.imagine4j.install.terminal.Mark;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.install.terminal.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/**
 * {@code imagine lab}: opens a notebook in JupyterLab. Without a notebook it is the first of the lessons, which are laid
 * into the person's own folder: what they try out there is theirs, survives an update of Imagine, and never changes
 * Imagine's own files.
 */
@Command(
        name = "lab",
        customSynopsis = "imagine lab [--work=DIR] [NOTEBOOK] [JUPYTERLAB OPTION...]",
        description = {
            "Open a notebook in JupyterLab with the kernel \"" + Kernelspec.DISPLAY_NAME + "\".",
            "Uses the Jupyter that is there or makes a private one; registers the kernel with it.",
            "Other options, such as --no-browser or --port=9999, go to JupyterLab.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class LabCommand implements Callable<Integer> {
    /** How long JupyterLab may take to end: it takes up to ten seconds for a kernel that does not. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Where your copies of the lessons go when no notebook is named; by default "
                    + "imagine-notebooks in your home folder. What you have changed is kept.")
    private Path work;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    private final Environment environment;
    private final Terminal terminal;
    private final JupyterFinder jupyters;
    private final Kernelspec kernelspec;

    LabCommand(Environment environment, Terminal terminal, JupyterFinder jupyters, Kernelspec kernelspec) {
        this.environment = environment;
        this.terminal = terminal;
        this.jupyters = jupyters;
        this.kernelspec = kernelspec;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> forJupyter = new ArrayList<>(arguments);
        Path notebook = notebookAmong(forJupyter);
        Jupyter jupyter = jupyters.findOrMake();
        terminal.line(Mark.GOOD, jupyter.toString());
        Path registered = kernelspec.install(jupyter.dataFolder(environment));
        terminal.line(Mark.GOOD, Kernelspec.DISPLAY_NAME + " is registered in " + registered);
        terminal.line(Mark.GOOD, "Opening " + notebook + " (Ctrl-C here ends JupyterLab)");
        return start(jupyter, notebook, forJupyter);
    }

    /** Takes the notebook or folder to open out of the arguments; without one it is the quickstart. */
    private Path notebookAmong(List<String> forJupyter) throws IOException {
        for (String argument : forJupyter) {
            boolean first = argument.equals(forJupyter.get(0));
            if (argument.endsWith(".ipynb") || (first && !argument.startsWith("-"))) {
                Path named = environment.workingFolder().resolve(argument).normalize();
                if (!Files.exists(named)) {
                    throw new UserError(
                            "There is no notebook " + argument + ".",
                            "You are in " + environment.workingFolder() + ".");
                }
                forJupyter.remove(argument);
                return named;
            }
        }
        return quickstart();
    }

    private Path quickstart() throws IOException {
        Path folder = work == null
                ? environment.userHome().resolve("imagine-notebooks")
                : environment.workingFolder().resolve(work).normalize();
        return new Lessons(folder).lay();
    }

    private int start(Jupyter jupyter, Path notebook, List<String> forJupyter)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-m", "jupyterlab"));
        // The address in the default URL as well as in the browser: it is what JupyterLab prints to be clicked.
        if (Files.isDirectory(notebook)) {
            command.add("--ServerApp.root_dir=" + notebook);
        } else {
            command.add("--ServerApp.root_dir=" + notebook.getParent());
            command.add("--LabApp.default_url=/lab/tree/" + inUrl(notebook.getFileName()));
        }
        command.add("--Application.log_level=WARN");
        if (runsAsRoot()) {
            // Otherwise JupyterLab only says that it wants this option; in a container root is the usual user.
            command.add("--allow-root");
        }
        command.addAll(forJupyter);
        return ProcessTree.runToItsEnd(jupyter.process(command).inheritIO(), PATIENCE);
    }

    private static String inUrl(Path fileName) {
        return URLEncoder.encode(fileName.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private boolean runsAsRoot() {
        return environment.operatingSystem() != OperatingSystem.WINDOWS
                && System.getProperty("user.name").equals("root");
    }
}
