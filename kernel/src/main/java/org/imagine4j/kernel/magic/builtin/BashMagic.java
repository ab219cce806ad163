package org.imagine4j.kernel.magic.builtin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imagine4j.kernel.magic.MagicCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code %%bash}. */
@Command(
        name = "%%bash",
        header = "Runs the cell as a bash script.",
        description = "It shows what the script prints while it runs. A status other than 0 is an error of the cell.",
        footer = {"%%bash", "for i in 1 2 3; do echo $i; done", "%%bash first \"second argument\""})
final class BashMagic extends MagicCommand<Void> {
    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "$1, $2, … of the script.")
    private List<String> arguments = List.of();

    BashMagic(Session session) {
        this.session = session;
    }

    @Override
    protected Void run(Optional<String> body) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", body.orElse(""), "bash"));
        command.addAll(arguments);
        String unused = new Shell(session.environment()).run(command, Optional.empty(), false);
        return null;
    }
}
