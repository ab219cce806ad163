package org.imagine4j.install.models;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.imagine4j.install.Version;
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
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("MODEL", "STATE", "ON DISK", "DOWNLOAD", "MEMORY", "LICENCE"));
        models.list().forEach(info -> rows.add(row(info)));
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        for (int i = 0; i < rows.size(); i++) {
            String line = aligned(rows.get(i), widths);
            terminal().line(i == 0 ? terminal().faint(line) : line);
        }
        terminal().line("");
        terminal().line("imagine models info MODEL tells more; imagine models pull MODEL gets one.");
        return 0;
    }

    private static List<String> row(ModelInfo info) {
        return List.of(
                info.card().name(),
                info.state().words(),
                size(info.diskBytes()),
                size(info.downloadBytes()),
                "~" + ByteSize.text(info.memoryBytes()) + (info.fits() ? "" : " (more than is here)"),
                info.card().licence());
    }

    private static String size(long bytes) {
        return bytes == 0 ? "-" : ByteSize.text(bytes);
    }

    private static String aligned(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(String.format("%-" + (widths.get(column) + 2) + "s", row.get(column)));
        }
        return line.toString().stripTrailing();
    }
}
