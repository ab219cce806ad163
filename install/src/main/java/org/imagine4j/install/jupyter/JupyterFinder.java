package org.imagine4j.install.jupyter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.imagine4j.install.jupyter.Jupyter.Origin;

/**
 * Looks for a Jupyter in this order: the active virtual or conda environment, the one behind {@code jupyter-lab} on the
 * search path, the Python on the search path, the private one. Each candidate must answer for itself, so that a broken
 * installation is passed over.
 */
public final class JupyterFinder {
    private final Environment environment;
    private final PrivateJupyter privateJupyter;

    public JupyterFinder(Environment environment, PrivateJupyter privateJupyter) {
        this.environment = environment;
        this.privateJupyter = privateJupyter;
    }

    /** The first Jupyter that answers. */
    public Optional<Jupyter> find() {
        return yours().or(privateJupyter::find);
    }

    /** The first Jupyter that answers; if there is none, a private one is made. */
    public Jupyter findOrMake() {
        return find().orElseGet(privateJupyter::make);
    }

    private Optional<Jupyter> yours() {
        Stream<Path> active = Stream.of("VIRTUAL_ENV", "CONDA_PREFIX")
                .flatMap(name -> environment.folder(name).stream())
                .map(environment::python);
        Stream<Path> behindLauncher =
                environment.programs("jupyter-lab").flatMap(launcher -> LauncherScript.pythons(launcher, environment));
        Stream<Path> onPath = environment.programs("python3", "python");
        return Stream.of(active, behindLauncher, onPath)
                .flatMap(candidates -> candidates)
                .filter(Files::isExecutable)
                .distinct()
                .flatMap(executable -> Python.probe(executable).stream())
                .flatMap(python ->
                        python.jupyterLab().map(version -> new Jupyter(python, version, Origin.FOUND)).stream())
                .findFirst();
    }
}
