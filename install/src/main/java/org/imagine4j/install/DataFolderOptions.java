package org.imagine4j.install;

import java.nio.file.Path;
import org.imagine4j.install.jupyter.Environment;
import org.imagine4j.install.jupyter.JupyterFinder;
import org.imagine4j.install.jupyter.JupyterFolders;
import org.imagine4j.install.terminal.UserError;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that choose the Jupyter data folder which a kernel is registered in. */
final class DataFolderOptions {

    @ArgGroup
    private Choice choice = new Choice();

    private static final class Choice {
        @Option(names = "--user", description = "For you, in your Jupyter data folder; this is the default.")
        @SuppressWarnings("UnusedVariable") // It is the default, and there for those who want to say so.
        private boolean user;

        @Option(
                names = "--sys-prefix",
                description = "In the virtual or conda environment of the Jupyter that is found here.")
        private boolean sysPrefix;

        @Option(names = "--prefix", paramLabel = "DIR", description = "Below DIR, in share/jupyter/kernels.")
        private Path prefix;
    }

    Path chosen(Environment environment, JupyterFinder jupyters) {
        if (choice.prefix != null) {
            return JupyterFolders.under(environment.workingFolder().resolve(choice.prefix));
        }
        if (choice.sysPrefix) {
            return jupyters.find()
                    .map(jupyter -> JupyterFolders.under(jupyter.python().prefix()))
                    .orElseThrow(() -> new UserError(
                            "--sys-prefix needs a Jupyter, and none was found here.",
                            "Activate the environment that has one, or name a folder with --prefix DIR."));
        }
        return JupyterFolders.ofUser(environment);
    }
}
