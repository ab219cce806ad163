package org.imagine4j.kernel.magic.builtin;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.imagine4j.kernel.magic.MagicCommand;
import org.imagine4j.kernel.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code %whos}. */
@Command(
        name = "%whos",
        header = "Shows the session's variables with their types and values.",
        footer = {"%whos", "%whos --all"})
final class WhosMagic extends MagicCommand<DisplayData> {
    private static final int MAX_LENGTH = 80;

    private final Session session;

    @Option(
            names = {"-a", "--all"},
            order = 10,
            description = "Methods, types and imports as well.")
    private boolean all;

    WhosMagic(Session session) {
        this.session = session;
    }

    @Override
    protected DisplayData run(Optional<String> body) {
        List<List<String>> rows = session.declared().stream()
                .filter(declared -> all || declared.isVariable())
                .map(this::row)
                .toList();
        List<String> columns = all ? List.of("kind", "name", "type", "value") : List.of("name", "type", "value");
        Table table = rows.isEmpty()
                ? new Table(List.of(), rows, all ? "Nothing has been declared." : "There are no variables.")
                : Table.of(columns, rows);
        DisplayData data = new DisplayData(table.text());
        data.putHTML(table.html());
        return data;
    }

    private List<String> row(Session.Declared declared) {
        String value = declared.isVariable() ? text(declared.value()) : "";
        return all
                ? List.of(declared.kind(), declared.name(), declared.type(), value)
                : List.of(declared.name(), declared.type(), value);
    }

    private static String text(Object value) {
        if (value == null) {
            return "null";
        }
        boolean array = value.getClass().isArray();
        String text;
        try {
            text = array
                    ? elements(value)
                    : value instanceof CharSequence ? "\"" + value + "\"" : String.valueOf(value);
        } catch (RuntimeException | StackOverflowError e) {
            return "(" + e.getClass().getSimpleName() + " in toString)";
        }
        String size = array
                ? " (" + Array.getLength(value) + ")"
                : value instanceof Collection<?> collection
                        ? " (" + collection.size() + ")"
                        : value instanceof Map<?, ?> map ? " (" + map.size() + ")" : "";
        String line = text.replaceAll("\\R", "\u21b5");
        return (line.codePointCount(0, line.length()) > MAX_LENGTH
                        ? line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH)) + "\u2026"
                        : line)
                + size;
    }

    /** As many elements as could be shown; arrays in an array by their size alone, for it may hold itself. */
    private static String elements(Object array) {
        return IntStream.range(0, Math.min(Array.getLength(array), MAX_LENGTH))
                .mapToObj(i -> Array.get(array, i))
                .map(element -> element != null && element.getClass().isArray()
                        ? element.getClass().getComponentType().getSimpleName() + "[" + Array.getLength(element) + "]"
                        : text(element))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
