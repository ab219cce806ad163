package org.imagine4j.kernel.magic.builtin;

import java.util.List;
import java.util.Optional;
import org.imagine4j.kernel.core.History;
import org.imagine4j.kernel.magic.MagicCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %history}. */
@Command(
        name = "%history",
        header = "Prints the cells that were run, in this session or in earlier ones.",
        description = "The value is the list of their sources.",
        footer = {"%history", "%history 2-5", "%history -n 20", "%history --grep *stream*", "%history --session -1"})
final class HistoryMagic extends MagicCommand<List<String>> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "FIRST-LAST", description = "Cells by the numbers in their prompts.")
    private String range;

    @Option(
            names = {"-n", "--last"},
            paramLabel = "N",
            order = 10,
            description = "The last N cells, of earlier sessions too if need be.")
    private Integer last;

    @Option(
            names = {"-g", "--grep"},
            paramLabel = "GLOB",
            order = 20,
            description = "Cells of all sessions that match; * is any text and ? any character.")
    private String glob;

    @Option(
            names = {"-s", "--session"},
            paramLabel = "N",
            order = 30,
            defaultValue = "0",
            description = "Another session: its number, or -1 for the last before this one.")
    private int number;

    HistoryMagic(Session session) {
        this.session = session;
    }

    @Override
    protected List<String> run(Optional<String> body) {
        List<History.Entry> found = found();
        boolean several = found.stream()
                .anyMatch(entry -> entry.session() != session.history().session());
        for (History.Entry entry : found) {
            String place = several ? entry.session() + "/" + entry.number() : String.valueOf(entry.number());
            String indent = "\n" + " ".repeat(place.length() + 2);
            System.out.println(place + ": " + entry.source().strip().replace("\n", indent));
        }
        List<String> sources = found.stream().map(History.Entry::source).toList();
        session.alreadyShown(sources);
        return sources;
    }

    private List<History.Entry> found() {
        History history = session.history();
        int count = last == null ? Integer.MAX_VALUE : last;
        if (glob != null) {
            return history.search(glob, false, count);
        }
        if (last != null) {
            return history.tail(count);
        }
        if (range == null) {
            return history.range(number, 1, Integer.MAX_VALUE);
        }
        try {
            String[] ends = range.split("-", 2);
            int first = Integer.parseInt(ends[0].strip());
            int end = ends.length == 1 ? first : Integer.parseInt(ends[1].strip());
            return history.range(number, first, end + 1);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + range + "\" is not a range of cells.\n%history 2-5 prints the cells from 2 to 5.", e);
        }
    }
}
