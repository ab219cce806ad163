package org.imagine4j.kernel.magic.builtin;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.imagine4j.kernel.magic.MagicCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code %reset}. */
@Command(
        name = "%reset",
        header = "Forgets every variable, method, type and import of the session.",
        description = "The class path, the history and the names of extensions stay.",
        footer = {"%reset", "%reset -f"})
final class ResetMagic extends MagicCommand<Void> {
    private final Session session;

    @Option(
            names = {"-f", "--force"},
            order = 10,
            description = "Do not ask first.")
    private boolean force;

    ResetMagic(Session session) {
        this.session = session;
    }

    @Override
    protected Void run(Optional<String> body) {
        if (force || confirmed()) {
            session.reset();
        } else {
            System.out.println("Nothing was forgotten.");
        }
        return null;
    }

    private boolean confirmed() {
        try {
            String answer = session.ask("Forget everything that was declared? [y/N] ");
            return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        } catch (IOException e) {
            throw new IllegalStateException(
                    "This front end does not ask the user.\n%reset --force does it without a question.", e);
        }
    }
}
