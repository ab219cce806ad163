package org.imagine4j.kernel.magic.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.imagine4j.kernel.magic.MagicCommand;
import org.imagine4j.kernel.magic.Verbatim;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %system} and {@code %%system}. */
@Verbatim
@Command(
        name = "%system",
        aliases = {"%%system", "%sh", "%%sh"},
        header = "Runs a command in the system's shell and shows what it prints.",
        description = "The value is the list of the lines it printed. A status other than 0 is an error of the cell.",
        footer = {"%system ls -l", "List<String> files = %system -q git ls-files", "%%sh", "…"})
final class SystemMagic extends MagicCommand<List<String>> {
    private final Session session;

    @Option(
            names = {"-q", "--quiet"},
            order = 10,
            description = "Do not show what it prints; only the value counts.")
    private boolean quiet;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "A line for sh (Windows: cmd).")
    private String command;

    SystemMagic(Session session) {
        this.session = session;
    }

    @Override
    protected List<String> run(Optional<String> body) throws IOException, InterruptedException {
        String line =
                (command == null ? "" : command) + body.map(text -> "\n" + text).orElse("");
        if (line.isBlank()) {
            throw new IllegalArgumentException(
                    "There is no command to run.\nIt stands behind the magic's name, or below it.");
        }
        List<String> lines = new Shell(session.environment())
                .run(Shell.system(line), Optional.empty(), quiet)
                .lines()
                .toList();
        session.alreadyShown(lines);
        return lines;
    }
}
