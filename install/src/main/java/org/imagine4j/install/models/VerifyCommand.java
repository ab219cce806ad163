package org.imagine4j.install.models;

import java.util.List;
import java.util.function.Supplier;
import org.imagine4j.install.Version;
import org.imagine4j.install.terminal.Mark;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.models.store.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code imagine models verify}. */
@Command(
        name = "verify",
        description = {"Check that a model's files are still what they were. Exit code 1 if they are not."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class VerifyCommand extends ModelCommand {

    @Parameters(paramLabel = "MODEL", description = "The model's name, as imagine models list shows it.")
    private String name;

    VerifyCommand(Terminal terminal, Supplier<ModelStore> store) {
        super(terminal, store);
    }

    @Override
    int run(ModelStore models) throws InterruptedException {
        List<String> wrong = models.verify(name, new ProgressBar(terminal()));
        if (wrong.isEmpty()) {
            terminal().line(Mark.GOOD, name + " is as it was.");
            return 0;
        }
        wrong.forEach(problem -> terminal().line(Mark.BAD, name + ": " + problem));
        terminal().line("  " + terminal().arrow() + "imagine models remove " + name + ", then get it again.");
        return 1;
    }
}
