package org.imagine4j.kernel.notebook;

import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.kernel.JupyterIO;

/** The contract's {@link JupyterIO}, attached for good to whichever cell the calling thread works for. */
final class ContractIO extends JupyterIO {

    ContractIO(ContractEnvironment environment) {
        super(StandardCharsets.UTF_8);
        setEnv(environment);
        setJupyterInEnabled(true);
    }
}
