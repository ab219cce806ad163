package org.imagine4j.install.models;

import java.util.function.Supplier;
import org.imagine4j.install.Version;
import org.imagine4j.install.terminal.Mark;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.models.ByteSize;
import org.imagine4j.models.store.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code imagine models remove}. */
@Command(
        name = "remove",
        description = {"Remove a model, and what was downloaded for it, from this machine."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RemoveCommand extends ModelCommand {

    @Parameters(paramLabel = "MODEL", description = "The model's name, as imagine models list shows it.")
    private String name;

    RemoveCommand(Terminal terminal, Supplier<ModelStore> store) {
        super(terminal, store);
    }

    @Override
    int run(ModelStore models) {
        long bytes = models.remove(name);
        terminal().line(Mark.GOOD, name + " is removed; " + ByteSize.text(bytes) + " are free again.");
        return 0;
    }
}
