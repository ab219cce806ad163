package org.imagine4j.install.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.imagine4j.install.jupyter.Environment;
import org.imagine4j.install.jupyter.JupyterFinder;
import org.imagine4j.install.jupyter.PrivateJupyter;
import org.imagine4j.install.kernelspec.Kernelspec;

/** Makes all checks, in the order in which things depend on each other. */
public final class Doctor {
    private final List<Check> checks;

    Doctor(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /**
     * The doctor for this machine.
     *
     * @param environment where to look for things
     * @param jupyters finds the Jupyter that would be used
     * @param privateJupyter is made if there is no other Jupyter
     * @param kernelspec how this program registers its kernel
     * @param classPath the jars this program runs from
     */
    public static Doctor forThisMachine(
            Environment environment,
            JupyterFinder jupyters,
            PrivateJupyter privateJupyter,
            Kernelspec kernelspec,
            List<Path> classPath) {
        return new Doctor(List.of(
                new JavaCheck(),
                new BuildCheck(classPath),
                new JupyterCheck(jupyters, privateJupyter),
                new KernelCheck(environment, jupyters, kernelspec),
                new ProviderCheck(),
                new ModelCheck(),
                new PictureCheck()));
    }

    /**
     * Makes all checks.
     *
     * @param begins hears the subject before a check is made
     * @param found hears each finding at once
     * @return all findings
     */
    public List<Finding> examine(Consumer<String> begins, Consumer<Finding> found) {
        List<Finding> all = new ArrayList<>();
        for (Check check : checks) {
            begins.accept(check.subject());
            List<Finding> findings = findings(check);
            findings.forEach(found);
            all.addAll(findings);
        }
        return all;
    }

    /** Native libraries that do not load throw errors, not exceptions. */
    private static List<Finding> findings(Check check) {
        try {
            return check.findings();
        } catch (Exception | LinkageError e) {
            String message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
            return List.of(Finding.bad(
                    check.subject(),
                    message.lines().findFirst().orElse(""),
                    message.lines().skip(1).findFirst().orElse("See install/README.md.")));
        }
    }
}
