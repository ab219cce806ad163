package org.imagine4j.models.dallebart;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imagine4j.models.Precision;
import org.imagine4j.models.checkpoint.Tensor;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.Weight;

/** What encoder and decoder are made of. All work on rows: {@code [1, rows, width] → [1, rows, width]}. */
final class Blocks {

    /**
     * Added to the scores of what must not be seen; its exponential is zero, and unlike −∞ it cannot make NaNs. The
     * largest that 16-bit floats have.
     */
    static final float MASKED = -65504;

    private static final float LAYER_NORM_EPSILON = 1e-5f;

    private final GraphBuilder graph;
    private final Product product;
    private final RowConstants constants;
    private final int dModel;
    private final boolean scaled;

    /** In a graph that multiplies in a precision's way. */
    Blocks(GraphBuilder graph, Precision precision, DalleBartConfig config) {
        this.graph = graph;
        this.constants = new RowConstants(graph);
        this.product = Product.in(graph, constants, precision);
        this.dModel = config.dModel();
        this.scaled = config.everyNormScaled();
    }

    /** {@code x · kernel}. */
    Value linear(Value x, Tensor kernel) throws IOException {
        return linear(x, Weight.of(kernel));
    }

    /** {@code x · kernel}. */
    Value linear(Value x, Weight kernel) throws IOException {
        return product.of(x, kernel);
    }

    /** Several linear maps of the same {@code x} in one multiplication; the results lie side by side. */
    Value linearSideBySide(Value x, String name, Tensor... kernels) throws IOException {
        return linear(x, Weight.sideBySide(name, Arrays.asList(kernels)));
    }

    /** LayerNorm over the last axis with scale and bias, as after attention and embedding. */
    Value layerNorm(Value x, DalleBartParameters norm, int width) throws IOException {
        return layerNorm(x, Optional.of(norm.tensor("scale", width)), norm, width);
    }

    /** LayerNorm that feeds a Dense: most checkpoints have no scale for it. */
    Value layerNormBeforeDense(Value x, DalleBartParameters norm, int width) throws IOException {
        Optional<Tensor> scale =
                scaled || norm.has("scale") ? Optional.of(norm.tensor("scale", width)) : Optional.empty();
        return layerNorm(x, scale, norm, width);
    }

    /**
     * On the CPU, by instance normalisation with a row as the instance: ONNX Runtime's LayerNormalization takes four
     * times as long there (measured: 60 µs against 13 µs for 18 rows of 1024).
     */
    private Value layerNorm(Value x, Optional<Tensor> scale, DalleBartParameters norm, int width) throws IOException {
        Value bias = graph.weight(Weight.of(norm.tensor("bias", width)));
        if (graph.floatType() == ElementType.FLOAT16) {
            Weight scales = scale.map(Weight::of).orElseGet(() -> Weight.filled(width, 1));
            return graph.op(
                    "LayerNormalization",
                    List.of(x, graph.weight(scales), bias),
                    Attribute.of("axis", -1),
                    Attribute.of("epsilon", LAYER_NORM_EPSILON));
        }
        Value normalised = graph.op(
                "InstanceNormalization",
                List.of(x, constants.of(x, ElementType.FLOAT, 1), constants.of(x, ElementType.FLOAT, 0)),
                Attribute.of("epsilon", LAYER_NORM_EPSILON));
        Value stretched = scale.isEmpty()
                ? normalised
                : graph.op("Mul", List.of(normalised, graph.weight(Weight.of(scale.get()))));
        return add(stretched, bias);
    }

    /** {@code Dense_2(LN_1(gelu(Dense_0 h) · Dense_1 h))} with {@code h = LN_0 x}, and the exact (erf) GELU. */
    Value glu(Value x, DalleBartParameters glu, int ffn) throws IOException {
        Value h = layerNormBeforeDense(x, glu.group("LayerNorm_0"), dModel);
        Tensor gate = glu.tensor("Dense_0/kernel", dModel, ffn);
        Tensor value = glu.tensor("Dense_1/kernel", dModel, ffn);
        List<Value> halves = graph.ops(
                "Split",
                List.of(linearSideBySide(h, gate.name() + "+Dense_1", gate, value), graph.integers(ffn, ffn)),
                2,
                Attribute.of("axis", -1));
        Value product = graph.op("Mul", List.of(graph.op("Gelu", List.of(halves.get(0))), halves.get(1)));
        return linear(
                layerNormBeforeDense(product, glu.group("LayerNorm_1"), ffn),
                glu.tensor("Dense_2/kernel", ffn, dModel));
    }

    /**
     * The kernels of queries, keys and values side by side: {@code [dModel, 3 · heads · padded]}, each head's {@code
     * headDim} columns widened to {@code padded} with zeros.
     */
    Weight queriesKeysValues(DalleBartParameters attention, int headDim, int padded) {
        Tensor query = projection(attention, "q");
        return Weight.sideBySide(
                query.name() + "+k+v",
                List.of(query, projection(attention, "k"), projection(attention, "v")),
                headDim,
                padded);
    }

    /** The kernel of a projection: {@code q}, {@code k}, {@code v} or {@code out}. */
    Tensor projection(DalleBartParameters attention, String which) {
        return attention.tensor(which + "_proj/kernel", dModel, dModel);
    }

    /** {@code softmax(queries · keys + bias)}; queries must be scaled already. */
    Value attention(Value queries, Value keysTransposed, Value bias) {
        Value scores = graph.op("Add", List.of(graph.op("MatMul", List.of(queries, keysTransposed)), bias));
        return graph.op("Softmax", List.of(scores), Attribute.of("axis", -1));
    }

    /** The value in 32-bit floats, whatever the graph computes in. */
    Value inFloats(Value x) {
        return graph.floatType() == ElementType.FLOAT ? x : graph.cast(x, ElementType.FLOAT);
    }

    /** What queries are multiplied by: {@code 1 / √headDim}. */
    float queryScale(int heads) {
        return (float) (1 / Math.sqrt((double) dModel / heads));
    }

    /** {@code x / √headDim}. */
    Value scaleQueries(Value x, int heads) {
        return graph.op("Mul", List.of(x, graph.scalar(queryScale(heads))));
    }

    Value add(Value a, Value b) {
        return graph.op("Add", List.of(a, b));
    }

    Value reshape(Value x, Value shape) {
        return graph.op("Reshape", List.of(x, shape));
    }

    /** {@code [.., heads, headDim]} or {@code [.., dModel] → [1, rows, dModel]}. */
    Value rows(Value x) {
        return reshape(x, graph.integers(1, -1, dModel));
    }

    /** The values of two vectors behind each other, as shapes are put together. */
    Value join(Value a, Value b) {
        return graph.op("Concat", List.of(a, b), Attribute.of("axis", 0));
    }

    Value transpose(Value x, long... permutation) {
        return graph.op("Transpose", List.of(x), Attribute.ofAll("perm", permutation));
    }
}
