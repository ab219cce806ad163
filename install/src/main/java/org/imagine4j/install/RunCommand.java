package org.imagine4j.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.imagine4j.install.jupyter.Environment;
import org.imagine4j.install.jupyter.JupyterFinder;
import org.imagine4j.install.jupyter.NotebookExecution;
import org.imagine4j.install.kernelspec.Kernelspec;
import org.imagine4j.install.terminal.Mark;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.install.terminal.UserError;
import org.imagine4j.models.store.FileTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imagine run}: executes a notebook without a browser. */
@Command(
        name = "run",
        description = {
            "Execute a notebook without a browser and write the executed notebook and an HTML page.",
            "The notebook itself stays as it is. Exit code 1 if a cell fails; what was executed is kept."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NOTEBOOK", description = "The notebook, a file that ends in .ipynb.")
    private Path notebook;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where to write; by default the folder \"executed\" beside the notebook.")
    private Path output;

    private final Environment environment;
    private final Terminal terminal;
    private final JupyterFinder jupyters;
    private final Kernelspec kernelspec;

    RunCommand(Environment environment, Terminal terminal, JupyterFinder jupyters, Kernelspec kernelspec) {
        this.environment = environment;
        this.terminal = terminal;
        this.jupyters = jupyters;
        this.kernelspec = kernelspec;
    }

    @Override
    public Integer call() throws IOException {
        Path input = environment.workingFolder().resolve(notebook).normalize();
        if (!Files.isRegularFile(input)) {
            throw new UserError(
                    "There is no notebook " + notebook + ".", "You are in " + environment.workingFolder() + ".");
        }
        Path folder = output == null
                ? input.resolveSibling("executed")
                : environment.workingFolder().resolve(output).normalize();
        Path executed = folder.resolve(input.getFileName());
        if (Files.exists(executed) && Files.isSameFile(executed, input)) {
            throw new UserError(
                    "Writing into " + folder + " would overwrite the notebook itself.",
                    "Name another folder with --output.");
        }
        Path page = folder.resolve(input.getFileName().toString().replaceFirst("\\.ipynb$", "") + ".html");
        Files.createDirectories(folder);
        return report(execute(input, executed, page), executed, page);
    }

    /** The kernel is registered for this execution only: whatever else is registered, this program's kernel is used. */
    private NotebookExecution.Outcome execute(Path input, Path executed, Path page) throws IOException {
        NotebookExecution execution = new NotebookExecution(jupyters.findOrMake(), environment, terminal);
        Path dataFolder = Files.createTempDirectory("imagine-run");
        try {
            kernelspec.install(dataFolder);
            terminal.note("Executing " + readable(input) + " …");
            return execution.run(new NotebookExecution.Order(input, executed, page, Kernelspec.NAME, dataFolder));
        } finally {
            FileTree.delete(dataFolder);
        }
    }

    private int report(NotebookExecution.Outcome outcome, Path executed, Path page) {
        String cells = outcome.cells() + (outcome.cells() == 1 ? " cell" : " cells") + " executed";
        outcome.failure()
                .ifPresentOrElse(
                        failure -> terminal.line(
                                Mark.BAD, failure + System.lineSeparator() + "  " + cells + " before that"),
                        () -> terminal.line(Mark.GOOD, cells));
        terminal.line("  notebook  " + readable(executed));
        terminal.line("  page      " + readable(page));
        return outcome.failure().isPresent() ? 1 : 0;
    }

    private String readable(Path path) {
        return Terminal.readable(path, environment.workingFolder());
    }
}
