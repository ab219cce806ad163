package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The file NOTICE names every library that the built program contains. */
class NoticeIT {

    @Test
    void everyLibraryIsNamed() throws IOException {
        String notice = Files.readString(Program.ROOT.resolve("NOTICE"));

        assertThat(libraries()).isNotEmpty().allSatisfy(name -> assertThat(notice)
                .containsPattern("(?m)^  ([\\w-]+, )*" + name + "[ ,]"));
    }

    /** The artefacts in the program's folder of jars, without their versions; our own excepted. */
    private static List<String> libraries() throws IOException {
        try (Stream<Path> jars = Files.list(Program.ROOT.resolve("install/target/imagine/lib"))) {
            return jars.map(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", ""))
                    .filter(name -> !name.startsWith("imagine-"))
                    .toList();
        }
    }
}
