package org.imagine4j.models.clip;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.Weight;
import org.imagine4j.models.onnx.WeightFile;

/**
 * CLIP's tower for pictures, a vision transformer (Dosovitskiy et al. 2020) over patches and a class token.
 *
 * <table>
 *   <caption>Inputs and outputs</caption>
 *   <tr><td>{@code pixels}</td><td>float {@code [pictures, 3, imageSize, imageSize]}, prepared as {@link
 *       ImagePreparation} says</td></tr>
 *   <tr><td>{@code vectors}</td><td>float {@code [pictures, projection]}, each of length 1</td></tr>
 * </table>
 */
public final class VisionTowerGraph {

    private static final String MODEL = "vision_model";
    private static final int CHANNELS = 3;

    private final ClipConfig config;
    private final Parameters parameters;
    private final GraphBuilder graph;
    private final TowerLayers layers;

    /**
     * @param config the checkpoint's shape
     * @param parameters CLIP's
     * @param weights receives the weights
     */
    public VisionTowerGraph(ClipConfig config, Parameters parameters, WeightFile weights) {
        this.config = config;
        this.parameters = parameters;
        this.graph = new GraphBuilder("vision_tower", weights);
        this.layers = new TowerLayers(graph, parameters, config.vision());
    }

    /** Builds the graph. */
    public GraphBuilder build() throws IOException {
        int width = config.vision().width();
        int places = config.gridSide() * config.gridSide() + 1;
        Value pixels =
                graph.input("pixels", ElementType.FLOAT, "pictures", CHANNELS, config.imageSize(), config.imageSize());
        Value all = graph.op("Concat", List.of(classes(pixels), patches(pixels)), Attribute.of("axis", 1));
        Value x = layers.add(all, layers.weight(MODEL + "/embeddings/position_embedding/embedding", places, width));
        // The misspelling is in every published checkpoint.
        Value states =
                layers.encoder(layers.layerNorm(x, MODEL + "/pre_layrnorm"), MODEL + "/encoder", Optional.empty());
        Value pooled = graph.op("Gather", List.of(states, graph.scalar(ElementType.INT64, 0)), Attribute.of("axis", 1));
        graph.output(
                "vectors",
                layers.project(
                        layers.layerNorm(pooled, MODEL + "/post_layernorm"), "visual_projection", config.projection()),
                ElementType.FLOAT,
                "pictures",
                config.projection());
        return graph;
    }

    /** {@code [pictures, patches, width]}. */
    private Value patches(Value pixels) throws IOException {
        int patch = config.patchSize();
        Value kernel = graph.weight(Weight.convolution(parameters.tensor(
                MODEL + "/embeddings/patch_embedding/kernel",
                patch,
                patch,
                CHANNELS,
                config.vision().width())));
        Value maps = graph.op("Conv", List.of(pixels, kernel), Attribute.ofAll("strides", patch, patch));
        Value flat = graph.op(
                "Reshape", List.of(maps, graph.integers(0, config.vision().width(), -1)));
        return graph.op("Transpose", List.of(flat), Attribute.ofAll("perm", 0, 2, 1));
    }

    /** The class token of every picture: {@code [pictures, 1, width]}. */
    private Value classes(Value pixels) throws IOException {
        int width = config.vision().width();
        Value token = layers.weight(MODEL + "/embeddings/class_embedding", width);
        Value pictures = graph.op("Shape", List.of(pixels), Attribute.of("end", 1));
        Value shape = graph.op("Concat", List.of(pictures, graph.integers(1, width)), Attribute.of("axis", 0));
        return graph.op("Expand", List.of(token, shape));
    }
}
