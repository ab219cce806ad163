package org.imagine4j.models.dallebart;

import java.io.IOException;
import java.util.List;
import org.imagine4j.models.Precision;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.Weight;

/** How rows are multiplied by a matrix: what a precision changes in a graph. */
interface Product {

    /**
     * {@code rows · matrix}.
     *
     * @param rows {@code [1, rows, in]}; all products of one graph must have the same number of rows
     * @param matrix {@code [in, out]}, as flax stores kernels and as ONNX multiplies
     * @return {@code [1, rows, out]}
     */
    Value of(Value rows, Weight matrix) throws IOException;

    /** The products of a precision in a graph. */
    static Product in(GraphBuilder graph, RowConstants constants, Precision precision) {
        return switch (precision) {
            case FP32, FP16 -> (rows, matrix) -> graph.op("MatMul", List.of(rows, graph.weight(matrix)));
            case INT8 -> new Int8(graph, constants);
        };
    }

    /**
     * Products of 8-bit integers with 32-bit sums. A row is rounded with a scale of its own, computed from the row as it
     * comes: what a lane computes does not depend on the lanes beside it, which ONNX Runtime's {@code
     * DynamicQuantizeMatMul}, with one scale for all rows, does not give.
     */
    final class Int8 implements Product {

        private static final int ZERO = GraphBuilder.Int8Value.ZERO;
        private static final float LARGEST = 127;

        private final GraphBuilder graph;
        private final RowConstants constants;

        private Int8(GraphBuilder graph, RowConstants constants) {
            this.graph = graph;
            this.constants = constants;
        }

        @Override
        public Value of(Value rows, Weight matrix) throws IOException {
            GraphBuilder.Int8Value kernel = graph.int8(matrix);
            Value magnitudes = graph.op("Abs", List.of(rows));
            Value largest = graph.op("ReduceMax", List.of(magnitudes, graph.integers(-1)));
            Value scales = graph.op("Mul", List.of(largest, graph.scalar(1 / LARGEST)));
            Value rounded = graph.op(
                    "QuantizeLinear",
                    List.of(
                            rows,
                            graph.op("Reshape", List.of(scales, graph.integers(-1))),
                            constants.of(rows, ElementType.UINT8, ZERO)),
                    Attribute.of("axis", 1));
            Value zero = graph.scalar(ElementType.UINT8, ZERO);
            Value product = graph.contrib(
                            "MatMulIntegerToFloat",
                            List.of(rounded, kernel.values(), graph.scalar(1), kernel.scales(), zero, zero),
                            1)
                    .get(0);
            return graph.op("Mul", List.of(product, scales));
        }
    }
}
