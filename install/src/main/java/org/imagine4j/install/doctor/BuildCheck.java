package org.imagine4j.install.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The jars that this program and the kernel run from. */
final class BuildCheck implements Check {
    private final List<Path> classPath;

    BuildCheck(List<Path> classPath) {
        this.classPath = classPath;
    }

    @Override
    public String subject() {
        return "Program";
    }

    @Override
    public List<Finding> findings() {
        List<Path> missing = classPath.stream().filter(Files::notExists).toList();
        if (!missing.isEmpty()) {
            return List.of(Finding.bad(
                    subject(),
                    "missing: " + missing,
                    "Install Imagine anew; in its sources delete install/target, and it is built."));
        }
        List<Path> folders = classPath.stream().map(Path::getParent).distinct().toList();
        String where = folders.size() == 1 ? folders.get(0).toString() : folders.size() + " folders";
        return List.of(Finding.good(subject(), classPath.size() + " jars in " + where));
    }
}
