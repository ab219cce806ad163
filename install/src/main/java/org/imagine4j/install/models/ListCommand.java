package org.imagine4j.install.models;

import java.util.List;
import java.util.function.Supplier;
import org.imagine4j.install.Version;
import org.imagine4j.install.terminal.Table;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.models.ByteSize;
import org.imagine4j.models.store.ModelInfo;
import org.imagine4j.models.store.ModelStore;
import picocli.CommandLine.Command;

/** {@code imagine models list}. */
@Command(
        name = "list",
        description = {"List the models on this machine and those that can be pulled."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ListCommand extends ModelCommand {

    ListCommand(Terminal terminal, Supplier<ModelStore> store) {
        super(terminal, store);
    }

    @Override
    int run(ModelStore models) {
        new Table(
                        List.of("MODEL", "KIND", "STATE", "ON DISK", "DOWNLOAD", "MEMORY", "LICENCE"),
                        models.list().stream().map(ListCommand::row).toList())
                .showOn(terminal());
        terminal().line("");
        terminal().line("imagine models info MODEL tells more; imagine models pull MODEL gets one.");
        return 0;
    }

    private static List<String> row(ModelInfo info) {
        return List.of(
                info.card().name(),
                info.kind().task(),
                info.stateWords(),
                size(info.diskBytes()),
                size(info.downloadBytes()),
                "~" + ByteSize.text(info.memoryBytes()) + (info.fits() ? "" : " (more than is here)"),
                info.card().licence());
    }

    private static String size(long bytes) {
        return bytes == 0 ? "-" : ByteSize.text(bytes);
    }
}
