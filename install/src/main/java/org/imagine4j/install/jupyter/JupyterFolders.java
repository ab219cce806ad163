package org.imagine4j.install.jupyter;

import java.nio.file.Path;

/**
 * Jupyter's data folders, below which kernelspecs lie in {@code kernels/}.
 *
 * @see <a href="https://docs.jupyter.org/en/latest/use/jupyter-directories.html#data-files">Jupyter's documentation</a>
 */
public final class JupyterFolders {
    private JupyterFolders() {}

    /** The person's own data folder. */
    public static Path ofUser(Environment environment) {
        return environment.folder("JUPYTER_DATA_DIR").orElseGet(() -> switch (environment.operatingSystem()) {
            case WINDOWS ->
                environment
                        .folder("APPDATA")
                        .orElse(environment.userHome().resolve("AppData").resolve("Roaming"))
                        .resolve("jupyter");
            case MACOS -> environment.userHome().resolve("Library").resolve("Jupyter");
            case LINUX ->
                environment
                        .folder("XDG_DATA_HOME")
                        .orElse(environment.userHome().resolve(".local").resolve("share"))
                        .resolve("jupyter");
        });
    }

    /** The data folder of whatever is installed under a prefix, such as a virtual environment. */
    public static Path under(Path prefix) {
        return prefix.resolve("share").resolve("jupyter");
    }
}
