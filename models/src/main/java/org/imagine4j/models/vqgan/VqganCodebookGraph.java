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
 * Image tokens to their vectors in the codebook, as the VQGAN's decoder reads them.
 *
 * <table>
 *   <caption>Inputs and outputs</caption>
 *   <tr><td>{@code tokens}</td><td>int64 {@code [count]}</td></tr>
 *   <tr><td>{@code vectors}</td><td>float {@code [count, codeDimension]}</td></tr>
 * </table>
 */
public final class VqganCodebookGraph {

    private final VqganConfig config;
    private final Parameters parameters;
    private final GraphBuilder graph;

    /**
     * @param config the checkpoint's shape
     * @param parameters the VQGAN's
     * @param weights receives the weights
     * @param precision of the weights
     */
    public VqganCodebookGraph(VqganConfig config, Parameters parameters, WeightFile weights, Precision precision) {
        this.config = config;
        this.parameters = parameters;
        this.graph = new GraphBuilder("vqgan_codebook", weights, ElementType.floatsOf(precision));
    }

    /** Builds the graph. */
    public GraphBuilder build() throws IOException {
        Value tokens = graph.input("tokens", ElementType.INT64, "count");
        Value codebook = graph.weight(
                Weight.of(parameters.tensor("quantize/embedding/embedding", config.codes(), config.codeDimension())));
        Value vectors = graph.op("Gather", List.of(codebook, tokens));
        graph.output(
                "vectors",
                new Layers(graph, parameters).inFloats(vectors, ElementType.FLOAT),
                ElementType.FLOAT,
                "count",
                config.codeDimension());
        return graph;
    }
}
