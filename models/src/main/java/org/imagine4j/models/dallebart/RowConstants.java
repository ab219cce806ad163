package org.imagine4j.models.dallebart;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;

/** Vectors with the same number for every row of a graph, computed once a run because the number of rows varies. */
final class RowConstants {

    private final GraphBuilder graph;
    private final Map<ElementType, Map<Integer, Value>> vectors = new EnumMap<>(ElementType.class);
    private Optional<Value> count = Optional.empty();

    RowConstants(GraphBuilder graph) {
        this.graph = graph;
    }

    /**
     * The number, once for every row.
     *
     * @param rows {@code [1, rows, width]}, any of the graph: all have the same number of rows
     * @return {@code [rows]}
     */
    Value of(Value rows, ElementType type, int number) {
        return vectors.computeIfAbsent(type, key -> new HashMap<>())
                .computeIfAbsent(number, key -> graph.op("Expand", List.of(graph.scalar(type, number), count(rows))));
    }

    private Value count(Value rows) {
        if (count.isEmpty()) {
            count = Optional.of(graph.op("Shape", List.of(rows), Attribute.of("start", 1), Attribute.of("end", 2)));
        }
        return count.get();
    }
}
