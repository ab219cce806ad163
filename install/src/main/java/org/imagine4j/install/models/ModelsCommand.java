package org.imagine4j.install.models;

import java.util.function.Supplier;
import org.imagine4j.install.Version;
import org.imagine4j.install.jupyter.Environment;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.models.store.ModelStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code imagine models}: says which verbs there are. */
@Command(
        name = "models",
        description = {"List the models on this machine, get more, look after them."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n")
public final class ModelsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private ModelsCommand() {}

    /** The command with its verbs. */
    public static CommandLine commandLine(Environment environment, Terminal terminal, Supplier<ModelStore> store) {
        return new CommandLine(new ModelsCommand())
                .addSubcommand(new ListCommand(terminal, store))
                .addSubcommand(new PullCommand(terminal, store))
                .addSubcommand(new ImportCommand(environment, terminal, store))
                .addSubcommand(new InfoCommand(terminal, store))
                .addSubcommand(new VerifyCommand(terminal, store))
                .addSubcommand(new RemoveCommand(terminal, store));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
