package org.imagine4j.models.vqgan;

import java.io.IOException;
import java.util.List;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.Weight;
import org.imagine4j.models.onnx.WeightFile;

/**
 * Pixels to image tokens: the nearest codebook entry of every patch.
 *
 * <table>
 *   <caption>Inputs and outputs</caption>
 *   <tr><td>{@code image}</td><td>float {@code [batch, height, width, 3]}, RGB, 0 to 1</td></tr>
 *   <tr><td>{@code latents}</td><td>float {@code [batch, rows, columns, codeDimension]}, before quantising</td></tr>
 *   <tr><td>{@code tokens}</td><td>int64 {@code [batch, rows, columns]}</td></tr>
 * </table>
 */
public final class VqganEncoderGraph {

    private final VqganConfig config;
    private final GraphBuilder graph;
    private final Parameters parameters;
    private final Layers layers;

    /**
     * @param config the checkpoint's shape
     * @param parameters the VQGAN's
     * @param weights receives the weights
     */
    public VqganEncoderGraph(VqganConfig config, Parameters parameters, WeightFile weights) {
        this.config = config;
        this.graph = new GraphBuilder("vqgan_encoder", weights);
        this.parameters = parameters;
        this.layers = new Layers(graph, parameters);
    }

    /** Builds the graph. */
    public GraphBuilder build() throws IOException {
        Value image = graph.input("image", ElementType.FLOAT, "batch", "height", "width", 3);
        int channels = config.channels();
        Value x = layers.convolution(layers.channelsFirst(image), "encoder/conv_in", 3, channels);
        for (int level = 0; level < config.levels(); level++) {
            x = level(x, level, channels);
            channels = config.channels(level);
        }
        x = layers.middle(x, "encoder/mid", channels);
        x = layers.normSwish(x, "encoder/norm_out", channels);
        x = layers.convolution(x, "encoder/conv_out", channels, config.latentChannels());
        x = layers.pointwise(x, "quant_conv", config.latentChannels(), config.codeDimension());
        Value latents = layers.channelsLast(x);
        graph.output("latents", latents, ElementType.FLOAT, "batch", "rows", "columns", config.codeDimension());
        graph.output("tokens", nearestCodes(latents), ElementType.INT64, "batch", "rows", "columns");
        return graph;
    }

    private Value level(Value x, int level, int channelsBefore) throws IOException {
        String name = "encoder/down_" + level;
        int channels = config.channels(level);
        for (int block = 0; block < config.residualBlocks(); block++) {
            int in = block == 0 ? channelsBefore : channels;
            x = layers.residualBlock(x, name + "/block_" + block, in, channels);
            if (config.attention(level)) {
                x = layers.attentionBlock(x, name + "/attn_" + block, channels);
            }
        }
        return level == config.levels() - 1 ? x : layers.downsample(x, name + "/downsample", channels);
    }

    /** The smallest {@code |z − e|² = |z|² + |e|² − 2 z·e}; {@code |z|²} is the same for all codes e. */
    private Value nearestCodes(Value latents) throws IOException {
        Value codebook = graph.weight(
                Weight.of(parameters.tensor("quantize/embedding/embedding", config.codes(), config.codeDimension())));
        Value squares = graph.op("ReduceSumSquare", List.of(codebook, graph.integers(1)), Attribute.of("keepdims", 0));
        Value transposed = graph.op("Transpose", List.of(codebook), Attribute.ofAll("perm", 1, 0));
        Value products = graph.op("MatMul", List.of(latents, transposed));
        Value distances = graph.op("Sub", List.of(squares, graph.op("Mul", List.of(products, graph.scalar(2)))));
        return graph.op("ArgMin", List.of(distances), Attribute.of("axis", -1), Attribute.of("keepdims", 0));
    }
}
