package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * {@code imagine lab}, running without a browser of its own.
 *
 * @param address of the notebook that it opens
 */
record Lab(Process process, String address) {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\S+");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Starts it and waits until it says where it is; what it prints goes to a file in {@code output}. */
    static Lab start(Path output, String... arguments) throws IOException, InterruptedException {
        return start(Program.inProject(), output, arguments);
    }

    static Lab start(Program program, Path output, String... arguments) throws IOException, InterruptedException {
        Path printed = output.resolve("output.txt");
        // JupyterLab opens again what was open before; what an earlier test had open must not stand beside this one's.
        Path workspaces = Files.createTempDirectory(Files.createDirectories(output), "workspaces");
        List<String> command = new ArrayList<>(List.of("lab"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--no-browser", "--port=" + freePort()));
        Process process = program.with("JUPYTERLAB_WORKSPACES_DIR", workspaces.toString())
                .start(printed, command.toArray(String[]::new));
        Instant end = Instant.now().plus(PATIENCE);
        Optional<String> address = address(printed);
        while (address.isEmpty() && process.isAlive() && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            address = address(printed);
        }
        if (address.isEmpty()) {
            Program.end(process);
        }
        assertThat(address).as(Files.readString(printed)).isPresent();
        return new Lab(process, address.get());
    }

    /** Ends it: within seconds, whatever happens. */
    void end() {
        Program.end(process);
    }

    private static Optional<String> address(Path printed) throws IOException {
        return ADDRESS.matcher(Files.readString(printed))
                .results()
                .map(MatchResult::group)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
