package org.imagine4j.models.vqgan;

import java.io.IOException;
import java.util.List;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.Weight;

/**
 * What both halves of the VQGAN are made of. Pictures inside the graph are {@code [batch, channels, height, width]}; a
 * layer's name is its path in the checkpoint.
 */
final class Layers {

    private static final int NORM_GROUPS = 32;
    private static final float NORM_EPSILON = 1e-6f;

    private final GraphBuilder graph;
    private final Parameters parameters;
    private final boolean winograd;

    private Layers(GraphBuilder graph, Parameters parameters, boolean winograd) {
        this.graph = graph;
        this.parameters = parameters;
        this.winograd = winograd;
    }

    /** Layers whose convolutions are ONNX's. */
    Layers(GraphBuilder graph, Parameters parameters) {
        this(graph, parameters, false);
    }

    /** Layers whose 3×3 convolutions go Winograd's way. */
    Layers byWinograd() {
        return new Layers(graph, parameters, true);
    }

    /** A 1×1 convolution. */
    Value pointwise(Value x, String name, int in, int out) throws IOException {
        return convolution(x, name, 1, in, out, 1, new long[] {0, 0, 0, 0});
    }

    /** A 3×3 convolution that keeps the size. */
    Value convolution(Value x, String name, int in, int out) throws IOException {
        return winograd
                ? convolution(new Winograd(graph, false), x, name, in, out)
                : convolution(x, name, 3, in, out, 1, new long[] {1, 1, 1, 1});
    }

    private Value convolution(Winograd way, Value x, String name, int in, int out) throws IOException {
        Value convolved = way.convolve(x, parameters.tensor(name + "/kernel", 3, 3, in, out));
        return graph.op("Add", List.of(convolved, perChannel(name + "/bias", out)));
    }

    /** A weight of each channel, {@code [channels, 1, 1]}. */
    private Value perChannel(String name, int channels) throws IOException {
        return graph.weight(Weight.of(parameters.tensor(name, channels)).reshaped(channels, 1, 1));
    }

    private Value convolution(Value x, String name, int size, int in, int out, int stride, long[] pads)
            throws IOException {
        Value kernel = graph.weight(Weight.convolution(parameters.tensor(name + "/kernel", size, size, in, out)));
        Value bias = graph.weight(Weight.of(parameters.tensor(name + "/bias", out)));
        return graph.op(
                "Conv",
                List.of(x, kernel, bias),
                Attribute.ofAll("kernel_shape", size, size),
                Attribute.ofAll("strides", stride, stride),
                Attribute.ofAll("pads", pads));
    }

    /** Halves the size; zeros are added at the bottom and the right only. */
    Value downsample(Value x, String name, int channels) throws IOException {
        return convolution(x, name + "/conv", 3, channels, channels, 2, new long[] {0, 0, 1, 1});
    }

    /** Doubles the size by repeating pixels, then convolves. */
    Value upsample(Value x, String name, int channels) throws IOException {
        if (winograd) {
            return convolution(new Winograd(graph, true), x, name + "/conv", channels, channels);
        }
        Value doubled = graph.op(
                "Resize",
                List.of(x, Value.NONE, graph.floats(1, 1, 2, 2)),
                Attribute.of("mode", "nearest"),
                Attribute.of("nearest_mode", "floor"),
                Attribute.of("coordinate_transformation_mode", "asymmetric"));
        return convolution(doubled, name + "/conv", channels, channels);
    }

    /**
     * GroupNorm with 32 groups: instance normalisation of the groups, in 32-bit floats because ε is too small for 16
     * bits, then scale and bias of each channel.
     */
    Value norm(Value x, String name, int channels) throws IOException {
        Value groups = graph.op("Reshape", List.of(x, graph.integers(0, NORM_GROUPS, -1)));
        Value normalised = graph.op(
                "InstanceNormalization",
                List.of(
                        inFloats(groups, ElementType.FLOAT),
                        inFloats(graph.weight(Weight.filled(NORM_GROUPS, 1)), ElementType.FLOAT),
                        inFloats(graph.weight(Weight.filled(NORM_GROUPS, 0)), ElementType.FLOAT)),
                Attribute.of("epsilon", NORM_EPSILON));
        Value restored =
                graph.op("Reshape", List.of(inFloats(normalised, graph.floatType()), graph.op("Shape", List.of(x))));
        Value scaled = graph.op("Mul", List.of(restored, perChannel(name + "/scale", channels)));
        return graph.op("Add", List.of(scaled, perChannel(name + "/bias", channels)));
    }

    /** The value in that type; as it is where the graph computes in 32-bit floats anyway. */
    Value inFloats(Value x, ElementType type) {
        return graph.floatType() == ElementType.FLOAT ? x : graph.cast(x, type);
    }

    /** {@link #norm} followed by {@code x · sigmoid(x)}. */
    Value normSwish(Value x, String name, int channels) throws IOException {
        Value h = norm(x, name, channels);
        return graph.op("Mul", List.of(h, graph.op("Sigmoid", List.of(h))));
    }

    Value residualBlock(Value x, String name, int in, int out) throws IOException {
        Value h = convolution(normSwish(x, name + "/norm1", in), name + "/conv1", in, out);
        h = convolution(normSwish(h, name + "/norm2", out), name + "/conv2", out, out);
        Value shortcut = in == out ? x : pointwise(x, name + "/nin_shortcut", in, out);
        return graph.op("Add", List.of(shortcut, h));
    }

    /** Every place attends to every place, one head. */
    Value attentionBlock(Value x, String name, int channels) throws IOException {
        Value h = norm(x, name + "/norm", channels);
        Value queries = places(pointwise(h, name + "/q", channels, channels), channels);
        Value keys = places(pointwise(h, name + "/k", channels, channels), channels);
        Value values = places(pointwise(h, name + "/v", channels, channels), channels);
        Value scaled = graph.op("Mul", List.of(queries, graph.scalar((float) (1 / Math.sqrt(channels)))));
        Value scores = graph.op("MatMul", List.of(transposed(scaled), keys));
        Value weights = graph.op("Softmax", List.of(scores), Attribute.of("axis", -1));
        Value attended = graph.op("MatMul", List.of(values, transposed(weights)));
        Value restored = graph.op("Reshape", List.of(attended, graph.op("Shape", List.of(x))));
        return graph.op("Add", List.of(x, pointwise(restored, name + "/proj_out", channels, channels)));
    }

    /** {@code [batch, channels, height, width] → [batch, channels, height · width]}. */
    private Value places(Value x, int channels) {
        return graph.op("Reshape", List.of(x, graph.integers(0, channels, -1)));
    }

    private Value transposed(Value x) {
        return graph.op("Transpose", List.of(x), Attribute.ofAll("perm", 0, 2, 1));
    }

    /** The middle: a residual block, attention, a residual block. */
    Value middle(Value x, String name, int channels) throws IOException {
        Value h = residualBlock(x, name + "/block_1", channels, channels);
        h = attentionBlock(h, name + "/attn_1", channels);
        return residualBlock(h, name + "/block_2", channels, channels);
    }

    /** {@code [batch, height, width, channels] → [batch, channels, height, width]}. */
    Value channelsFirst(Value x) {
        return graph.op("Transpose", List.of(x), Attribute.ofAll("perm", 0, 3, 1, 2));
    }

    /** {@code [batch, channels, height, width] → [batch, height, width, channels]}. */
    Value channelsLast(Value x) {
        return graph.op("Transpose", List.of(x), Attribute.ofAll("perm", 0, 2, 3, 1));
    }
}
