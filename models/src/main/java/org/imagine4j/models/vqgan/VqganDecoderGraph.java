package org.imagine4j.models.vqgan;

import java.io.IOException;
import java.util.List;
import org.imagine4j.models.Precision;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.Weight;
import org.imagine4j.models.onnx.WeightFile;

/**
 * Image tokens to pixels. The grid may have any number of rows and columns, so the first rows of a picture can be
 * painted before the rest exists.
 *
 * <table>
 *   <caption>Inputs and outputs</caption>
 *   <tr><td>{@code tokens}</td><td>int64 {@code [batch, rows, columns]}</td></tr>
 *   <tr><td>{@code image}</td><td>float {@code [batch, height, width, 3]}, RGB, 0 to 1</td></tr>
 * </table>
 */
public final class VqganDecoderGraph {

    private final VqganConfig config;
    private final GraphBuilder graph;
    private final Parameters parameters;
    private final Layers layers;

    /**
     * @param config the checkpoint's shape
     * @param parameters the VQGAN's
     * @param weights receives the weights
     * @param precision {@link Precision#FP16} for graphics processors, whose libraries choose how to convolve; otherwise
     *     the graph is of 32-bit floats and convolves large pictures by {@link Winograd}'s way
     */
    public VqganDecoderGraph(VqganConfig config, Parameters parameters, WeightFile weights, Precision precision) {
        this.config = config;
        this.graph = new GraphBuilder("vqgan_decoder", weights, ElementType.floatsOf(precision));
        this.parameters = parameters;
        this.layers = new Layers(graph, parameters);
    }

    /** Builds the graph. */
    public GraphBuilder build() throws IOException {
        int coarsest = config.levels() - 1;
        int channels = config.channels(coarsest);
        Value tokens = graph.input("tokens", ElementType.INT64, "batch", "rows", "columns");
        Value codebook = graph.weight(
                Weight.of(parameters.tensor("quantize/embedding/embedding", config.codes(), config.codeDimension())));
        Value codes = layers.channelsFirst(graph.op("Gather", List.of(codebook, tokens)));

        Value x = layers.pointwise(codes, "post_quant_conv", config.codeDimension(), config.latentChannels());
        x = layers.convolution(x, "decoder/conv_in", config.latentChannels(), channels);
        x = layers.middle(x, "decoder/mid", channels);
        for (int level = coarsest; level >= 0; level--) {
            x = level(x, level, channels);
            channels = config.channels(level);
        }
        x = layers.convolution(layers.normSwish(x, "decoder/norm_out", channels), "decoder/conv_out", channels, 3);
        Value image = layers.channelsLast(graph.op("Clip", List.of(x, graph.scalar(0), graph.scalar(1))));
        graph.output(
                "image", layers.inFloats(image, ElementType.FLOAT), ElementType.FLOAT, "batch", "height", "width", 3);
        return graph;
    }

    private Value level(Value x, int level, int channelsBefore) throws IOException {
        String name = "decoder/up_" + level;
        int channels = config.channels(level);
        Layers here = layers(level, Math.max(channels, channelsBefore));
        for (int block = 0; block <= config.residualBlocks(); block++) {
            int in = block == 0 ? channelsBefore : channels;
            x = here.residualBlock(x, name + "/block_" + block, in, channels);
            if (config.attention(level)) {
                x = layers.attentionBlock(x, name + "/attn_" + block, channels);
            }
        }
        return level == 0 ? x : layers(level - 1, channels).upsample(x, name + "/upsample", channels);
    }

    /** The layers that convolve pictures as large as a level's. */
    private Layers layers(int level, int channels) {
        return graph.floatType() == ElementType.FLOAT
                        && Winograd.pays(config.resolution() >> level, config.patchSize() >> level, channels)
                ? layers.byWinograd()
                : layers;
    }
}
