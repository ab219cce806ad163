package org.imagine4j.kernel.archive;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Processes that hold nothing of the one that starts them: whoever waits for its streams must not wait for theirs. */
final class Detached {
    private static final File NOTHING = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");

    private Detached() {}

    static ProcessBuilder builder(List<String> command) {
        return new ProcessBuilder(command)
                .redirectInput(NOTHING)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    /** The command at the lowest priority, where there is a way to say that. */
    static List<String> unhurried(List<String> command) {
        List<String> all = new ArrayList<>();
        Stream.of("/usr/bin/nice", "/bin/nice")
                .filter(nice -> Files.isExecutable(Path.of(nice)))
                .findFirst()
                .ifPresent(nice -> all.addAll(List.of(nice, "-n", "19")));
        all.addAll(command);
        return all;
    }
}
