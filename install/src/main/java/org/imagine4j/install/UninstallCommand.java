package org.imagine4j.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imagine4j.install.jupyter.Environment;
import org.imagine4j.install.jupyter.JupyterFinder;
import org.imagine4j.install.kernelspec.Kernelspec;
import org.imagine4j.install.terminal.Mark;
import org.imagine4j.install.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code imagine uninstall}: undoes {@code imagine install}. */
@Command(
        name = "uninstall",
        description = "Remove the kernel's registration from Jupyter.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class UninstallCommand implements Callable<Integer> {

    @Mixin
    private DataFolderOptions where;

    private final Environment environment;
    private final Terminal terminal;
    private final JupyterFinder jupyters;

    UninstallCommand(Environment environment, Terminal terminal, JupyterFinder jupyters) {
        this.environment = environment;
        this.terminal = terminal;
        this.jupyters = jupyters;
    }

    @Override
    public Integer call() throws IOException {
        Path dataFolder = where.chosen(environment, jupyters);
        Optional<Path> removed = Kernelspec.uninstall(dataFolder);
        removed.ifPresentOrElse(
                folder -> terminal.line(Mark.GOOD, "Removed " + folder),
                () -> terminal.line(Mark.NOTE, "Nothing to remove: there is no " + Kernelspec.folderIn(dataFolder)));
        return 0;
    }
}
