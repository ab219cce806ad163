package org.imagine4j.install.doctor;

import java.util.List;
import java.util.Optional;
import org.imagine4j.install.jupyter.Jupyter;
import org.imagine4j.install.jupyter.JupyterFinder;
import org.imagine4j.install.jupyter.PrivateJupyter;

/** A Jupyter, or at least a Python to make one with. */
final class JupyterCheck implements Check {
    private final JupyterFinder jupyters;
    private final PrivateJupyter privateJupyter;

    JupyterCheck(JupyterFinder jupyters, PrivateJupyter privateJupyter) {
        this.jupyters = jupyters;
        this.privateJupyter = privateJupyter;
    }

    @Override
    public String subject() {
        return "Jupyter";
    }

    @Override
    public List<Finding> findings() {
        Optional<Jupyter> jupyter = jupyters.find();
        if (jupyter.isPresent()) {
            return List.of(Finding.good(subject(), jupyter.get().toString()));
        }
        return List.of(privateJupyter
                .base()
                .map(python -> Finding.note(
                        subject(),
                        "none yet; there is Python " + python.version() + ", " + python.executable(),
                        "imagine lab and imagine run make a private one in " + privateJupyter.folder() + "."))
                .orElseGet(() -> Finding.bad(
                        subject(),
                        "none, and no Python 3 to make one with",
                        "Install Python 3.10 or newer (Debian: apt install python3-venv), or JupyterLab itself.")));
    }
}
