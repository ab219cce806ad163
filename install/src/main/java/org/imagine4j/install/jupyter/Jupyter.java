package org.imagine4j.install.jupyter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Python in which JupyterLab is installed.
 *
 * @param python the interpreter
 * @param version JupyterLab's version
 * @param origin whose it is
 */
public record Jupyter(Python python, String version, Origin origin) {

    /** Whose Jupyter it is. */
    public enum Origin {
        /** The person's own, found on this machine. */
        FOUND,
        /** The one that Imagine made for itself. */
        PRIVATE
    }

    /**
     * The data folder whose kernels this Jupyter sees and that is the right one to register in: a private Jupyter keeps
     * everything to itself, the person's own finds what is registered for the person.
     */
    public Path dataFolder(Environment environment) {
        return switch (origin) {
            case FOUND -> JupyterFolders.ofUser(environment);
            case PRIVATE -> JupyterFolders.under(python.prefix());
        };
    }

    /** A process of this Jupyter's Python, not yet started. */
    public ProcessBuilder process(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(python.executable().toString());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    @Override
    public String toString() {
        return "JupyterLab " + version + (origin == Origin.PRIVATE ? " (private)" : "") + ", " + python.prefix();
    }
}
