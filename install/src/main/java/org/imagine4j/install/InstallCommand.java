package org.imagine4j.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.imagine4j.install.jupyter.Environment;
import org.imagine4j.install.jupyter.JupyterFinder;
import org.imagine4j.install.kernelspec.Kernelspec;
import org.imagine4j.install.terminal.Mark;
import org.imagine4j.install.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code imagine install}: registers the kernel with Jupyter and does nothing else. */
@Command(
        name = "install",
        description = "Register the kernel \"" + Kernelspec.DISPLAY_NAME + "\" with Jupyter.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class InstallCommand implements Callable<Integer> {

    @Mixin
    private DataFolderOptions where;

    private final Environment environment;
    private final Terminal terminal;
    private final JupyterFinder jupyters;
    private final Kernelspec kernelspec;

    InstallCommand(Environment environment, Terminal terminal, JupyterFinder jupyters, Kernelspec kernelspec) {
        this.environment = environment;
        this.terminal = terminal;
        this.jupyters = jupyters;
        this.kernelspec = kernelspec;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = kernelspec.install(where.chosen(environment, jupyters));
        terminal.line(Mark.GOOD, Kernelspec.DISPLAY_NAME + " is registered in " + folder);
        return 0;
    }
}
