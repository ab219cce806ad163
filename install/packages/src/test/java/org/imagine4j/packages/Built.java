package org.imagine4j.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the build has made before the tests, and the places that they use. */
final class Built {
    static final Path PACKAGES = Path.of("target", "packages").toAbsolutePath();

    /** Shared with the tests of the program, so that the private Jupyter is made once. */
    static final Path IMAGINE_HOME =
            Path.of("..", "target", "it", "home").toAbsolutePath().normalize();

    static final String NOTEBOOK = """
            {"cells": [
              {"cell_type": "code", "id": "sum", "metadata": {}, "outputs": [], "execution_count": null,
               "source": "20 + 22"},
              {"cell_type": "code", "id": "cat", "metadata": {}, "outputs": [], "execution_count": null,
               "source": "%imagine -n 1 --seed 7 a cat"}],
             "metadata": {"kernelspec": {"name": "imagine-java", "display_name": "Java (Imagine)", "language": "java"}},
             "nbformat": 4, "nbformat_minor": 5}
            """;

    private Built() {}

    /** The only package whose file name begins and ends like this. */
    static Path one(String start, String end) throws IOException {
        List<Path> found = all().stream()
                .filter(file -> file.getFileName().toString().startsWith(start)
                        && file.getFileName().toString().endsWith(end))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("One " + start + "…" + end + " was expected in " + PACKAGES + ": " + found);
        }
        return found.get(0);
    }

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(PACKAGES)) {
            return files.sorted().toList();
        }
    }

    /** The Python of the private Jupyter; {@code imagine run} has made it. */
    static Path jupyterPython() {
        return IMAGINE_HOME.resolve("jupyter").resolve("bin").resolve("python");
    }
}
