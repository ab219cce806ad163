package org.imagine4j.install.doctor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imagine4j.install.jupyter.Environment;
import org.imagine4j.install.jupyter.JupyterFinder;
import org.imagine4j.install.jupyter.JupyterFolders;
import org.imagine4j.install.kernelspec.Kernelspec;
import org.imagine4j.kernel.archive.ClassArchive;

/** The kernel's registrations: for the person and in the environment of the Jupyter that is found. */
final class KernelCheck implements Check {
    private final Environment environment;
    private final JupyterFinder jupyters;
    private final Kernelspec ours;

    KernelCheck(Environment environment, JupyterFinder jupyters, Kernelspec ours) {
        this.environment = environment;
        this.jupyters = jupyters;
        this.ours = ours;
    }

    @Override
    public String subject() {
        return "Kernel";
    }

    @Override
    public List<Finding> findings() {
        Stream<Path> environments =
                jupyters
                        .find()
                        .map(jupyter -> JupyterFolders.under(jupyter.python().prefix()))
                        .stream();
        List<Finding> findings = Stream.concat(Stream.of(JupyterFolders.ofUser(environment)), environments)
                .distinct()
                .flatMap(dataFolder -> finding(dataFolder).stream())
                .toList();
        return findings.isEmpty()
                ? List.of(Finding.note(
                        subject(), "not registered with Jupyter", "imagine lab does it, or imagine install by itself."))
                : findings;
    }

    private Optional<Finding> finding(Path dataFolder) {
        return Kernelspec.installedIn(dataFolder).map(registered -> {
            Path folder = Kernelspec.folderIn(dataFolder);
            if (registered.argv().isEmpty()) {
                return Finding.bad(subject(), folder + " cannot be read", repair(dataFolder) + " writes it anew.");
            }
            Optional<String> missing = missing(registered.argv());
            if (missing.isPresent()) {
                return Finding.bad(
                        subject(),
                        folder + " starts " + missing.get() + ", which is not there",
                        repair(dataFolder) + " points it to this Imagine.");
            }
            return registered.argv().equals(ours.argv()) || isOfPackage(registered.argv())
                    ? Finding.good(subject(), Kernelspec.DISPLAY_NAME + ", " + folder + archive(registered.argv()))
                    : Finding.note(
                            subject(),
                            folder + " starts another Imagine or another Java",
                            repair(dataFolder) + " points it to this one.");
        });
    }

    /** A kernel without its archive of classes works, and starts in twice the time. */
    private static String archive(List<String> argv) {
        return ClassArchive.namedIn(argv)
                .map(archive -> archive.exists()
                        ? ", starts from " + archive.file()
                        : ", starts faster once its first start has made an archive of its classes")
                .orElse("");
    }

    private String repair(Path dataFolder) {
        return dataFolder.equals(JupyterFolders.ofUser(environment))
                ? "imagine install"
                : "imagine install --sys-prefix";
    }

    /** Whether it came with a wheel or an archive: it names no place but a program to look for. */
    private static boolean isOfPackage(List<String> argv) {
        return Path.of(argv.get(0)).getNameCount() == 1;
    }

    /** The Java or the first jar of a command that does not exist. */
    private static Optional<String> missing(List<String> argv) {
        Stream<String> jars = argv.stream()
                .flatMap(argument -> Arrays.stream(argument.split(File.pathSeparator, -1)))
                .filter(entry -> entry.endsWith(".jar"));
        return Stream.concat(argv.stream().limit(1).filter(program -> !isOfPackage(argv)), jars)
                .filter(file -> Files.notExists(Path.of(file)))
                .findFirst();
    }
}
