package org.imagine4j.kernel.render;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads values as tables: a map has a row for each entry; a list or array has one for each element if the elements are
 * records (their components are the columns), maps (their keys are) or arrays; a record alone has one for each component.
 * Long tables are cut, and say so.
 */
public final class Tables {
    private static final int MAX_ROWS = 100;
    private static final int MAX_COLUMNS = 40;
    private static final int MAX_FIELD = 300;
    private static final int MAX_ELEMENTS = 50;

    private Tables() {}

    /** The value as a table; empty if it is not one, or has nothing in it. */
    public static Optional<Table> of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        if (value instanceof Record one) {
            return ofMap(components(one)).map(table -> new Table(List.of("component", "value"), table.rows(), ""));
        }
        if (value instanceof Collection<?> collection) {
            return ofRows(
                    collection.stream()
                            .limit(MAX_ROWS)
                            .map(each -> (Object) each)
                            .toList(),
                    collection.size());
        }
        if (value instanceof Object[] array) {
            return ofRows(Stream.of(array).limit(MAX_ROWS).toList(), array.length);
        }
        return Optional.empty();
    }

    /** A value in a line, arrays as their elements. */
    public static String field(Object value) {
        if (value == null) {
            return "null";
        }
        String text = value.getClass().isArray() ? elements(value) : String.valueOf(value);
        return text.length() > MAX_FIELD ? text.substring(0, MAX_FIELD) + "\u2026" : text;
    }

    private static String elements(Object array) {
        int length = Array.getLength(array);
        List<String> shown = IntStream.range(0, Math.min(length, MAX_ELEMENTS))
                .mapToObj(i -> field(Array.get(array, i)))
                .toList();
        String rest = length > MAX_ELEMENTS ? String.format(Locale.ROOT, ", \u2026 %,d in all", length) : "";
        return "[" + String.join(", ", shown) + rest + "]";
    }

    private static Optional<Table> ofMap(Map<?, ?> map) {
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (rows.size() == MAX_ROWS) {
                break;
            }
            rows.add(List.of(field(entry.getKey()), field(entry.getValue())));
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(table(List.of("key", "value"), rows, map.size()));
    }

    private static Optional<Table> ofRows(List<Object> elements, int size) {
        List<Map<?, ?>> rows = new ArrayList<>();
        Set<Object> columns = new LinkedHashSet<>();
        for (Object element : elements) {
            Optional<Map<?, ?>> row = row(element);
            if (row.isEmpty()) {
                return Optional.empty();
            }
            rows.add(row.get());
            columns.addAll(row.get().keySet());
        }
        if (rows.isEmpty() || columns.isEmpty()) {
            return Optional.empty();
        }
        List<Object> shown = columns.stream().limit(MAX_COLUMNS).toList();
        List<List<String>> fields = rows.stream()
                .map(row -> shown.stream()
                        .map(column -> row.containsKey(column) ? field(row.get(column)) : "")
                        .toList())
                .toList();
        return Optional.of(table(shown.stream().map(Tables::field).toList(), fields, size));
    }

    private static Optional<Map<?, ?>> row(Object element) {
        if (element instanceof Record one) {
            return Optional.of(components(one));
        }
        if (element instanceof Map<?, ?> map) {
            return Optional.of(map);
        }
        if (element != null && element.getClass().isArray()) {
            Map<Integer, Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(Array.getLength(element), MAX_COLUMNS); i++) {
                fields.put(i, Array.get(element, i));
            }
            return Optional.of(fields);
        }
        return Optional.empty();
    }

    private static Map<String, Object> components(Record one) {
        Map<String, Object> components = new LinkedHashMap<>();
        for (RecordComponent component : one.getClass().getRecordComponents()) {
            try {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true); // records of cells are nested in classes that are not public
                components.put(component.getName(), accessor.invoke(one));
            } catch (InvocationTargetException e) {
                components.put(component.getName(), "(" + e.getCause() + ")");
            } catch (IllegalAccessException | RuntimeException e) {
                components.put(component.getName(), "(hidden)");
            }
        }
        return components;
    }

    private static Table table(List<String> columns, List<List<String>> rows, int size) {
        String note = size > rows.size()
                ? String.format(Locale.ROOT, "\u2026 %,d more rows (%,d in all)", size - rows.size(), size)
                : "";
        return new Table(columns, rows, note);
    }
}
