package org.imagine4j.magics.all;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jar that this module builds. */
final class AllJar {

    private AllJar() {}

    static Path path() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target").toAbsolutePath())) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().matches("imagine-magics-all-.*\\.jar"))
                    .toList();
            assertThat(jars).hasSize(1);
            return jars.get(0);
        }
    }
}
