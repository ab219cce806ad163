package org.imagine4j.install.jupyter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The script that pip, pipx or a package manager puts on the search path to start a Python program. */
final class LauncherScript {
    private static final int LONGEST_FIRST_LINE = 512;

    private LauncherScript() {}

    /** The interpreters that may be behind a script: the one its first line names, and the one that lies beside it. */
    static Stream<Path> pythons(Path script, Environment environment) {
        Stream<Path> beside = Stream.of(script, followed(script))
                .map(Path::getParent)
                .flatMap(folder -> Stream.of("python3", "python", "python.exe").map(folder::resolve));
        return Stream.concat(interpreter(script, environment).stream(), beside);
    }

    private static Optional<Path> interpreter(Path script, Environment environment) {
        try (InputStream in = script.toUri().toURL().openStream()) {
            String start = new String(in.readNBytes(LONGEST_FIRST_LINE), StandardCharsets.UTF_8);
            if (!start.startsWith("#!")) {
                return Optional.empty();
            }
            String[] words =
                    start.substring(2).lines().findFirst().orElse("").strip().split("\\s+", -1);
            if (words.length > 1 && words[0].endsWith("/env")) {
                return environment.programs(words[1]).findFirst();
            }
            Path named = Path.of(words[0]);
            return Optional.of(named)
                    .filter(path -> path.getFileName() != null
                            && path.getFileName().toString().startsWith("python"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path followed(Path script) {
        try {
            return script.toRealPath();
        } catch (IOException e) {
            return script;
        }
    }
}
