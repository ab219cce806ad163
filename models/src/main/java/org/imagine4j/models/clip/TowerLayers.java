package org.imagine4j.models.clip;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.clip.ClipConfig.Tower;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.Weight;

/** What both towers are made of: a transformer whose norms stand before its parts. */
final class TowerLayers {

    private static final float QUICK_GELU_FACTOR = 1.702f;

    private final GraphBuilder graph;
    private final Parameters parameters;
    private final Tower tower;

    TowerLayers(GraphBuilder graph, Parameters parameters, Tower tower) {
        this.graph = graph;
        this.parameters = parameters;
        this.tower = tower;
    }

    /**
     * All layers.
     *
     * @param x {@code [batch, rows, width]}
     * @param encoder path of the layers
     * @param bias added to the scores of attention, {@code [rows, rows]}; none where every row sees all others
     */
    Value encoder(Value x, String encoder, Optional<Value> bias) throws IOException {
        Value y = x;
        for (int i = 0; i < tower.layers(); i++) {
            String layer = encoder + "/layers/" + i;
            y = add(y, attention(layerNorm(y, layer + "/layer_norm1"), layer + "/self_attn", bias));
            y = add(y, feedForward(layerNorm(y, layer + "/layer_norm2"), layer + "/mlp"));
        }
        return y;
    }

    Value layerNorm(Value x, String path) throws IOException {
        return graph.op(
                "LayerNormalization",
                List.of(x, weight(path + "/scale", tower.width()), weight(path + "/bias", tower.width())),
                Attribute.of("axis", -1),
                Attribute.of("epsilon", tower.epsilon()));
    }

    /** The rows' vectors for comparison, of length 1: {@code [batch, width] → [batch, projection]}. */
    Value project(Value pooled, String path, int projection) throws IOException {
        Value projected = graph.op("MatMul", List.of(pooled, weight(path + "/kernel", tower.width(), projection)));
        return graph.op("Div", List.of(projected, graph.op("ReduceL2", List.of(projected, graph.integers(-1)))));
    }

    private Value attention(Value x, String path, Optional<Value> bias) throws IOException {
        int width = tower.width();
        float scale = (float) (1 / Math.sqrt((double) width / tower.heads()));
        Value queries = graph.op("Mul", List.of(linear(x, path + "/q_proj", width, width), graph.scalar(scale)));
        Value keys = heads(linear(x, path + "/k_proj", width, width), 0, 2, 3, 1);
        Value values = heads(linear(x, path + "/v_proj", width, width), 0, 2, 1, 3);
        Value scores = graph.op("MatMul", List.of(heads(queries, 0, 2, 1, 3), keys));
        Value seen = bias.isPresent() ? add(scores, bias.get()) : scores;
        Value weights = graph.op("Softmax", List.of(seen), Attribute.of("axis", -1));
        Value gathered = graph.op(
                "Transpose",
                List.of(graph.op("MatMul", List.of(weights, values))),
                Attribute.ofAll("perm", 0, 2, 1, 3));
        Value rows = graph.op("Reshape", List.of(gathered, graph.integers(0, 0, width)));
        return linear(rows, path + "/out_proj", width, width);
    }

    /** {@code [batch, rows, width] → [batch, rows, heads, headDim]} with its axes in another order. */
    private Value heads(Value x, long... permutation) {
        Value split =
                graph.op("Reshape", List.of(x, graph.integers(0, 0, tower.heads(), tower.width() / tower.heads())));
        return graph.op("Transpose", List.of(split), Attribute.ofAll("perm", permutation));
    }

    private Value feedForward(Value x, String path) throws IOException {
        Value inner = linear(x, path + "/fc1", tower.width(), tower.ffn());
        Value active =
                switch (tower.activation()) {
                    case GELU -> graph.op("Gelu", List.of(inner));
                    case QUICK_GELU ->
                        graph.contrib("QuickGelu", List.of(inner), 1, Attribute.of("alpha", QUICK_GELU_FACTOR))
                                .get(0);
                };
        return linear(active, path + "/fc2", tower.ffn(), tower.width());
    }

    private Value linear(Value x, String path, int in, int out) throws IOException {
        Value product = graph.op("MatMul", List.of(x, weight(path + "/kernel", in, out)));
        return add(product, weight(path + "/bias", out));
    }

    Value weight(String path, Integer... shape) throws IOException {
        return graph.weight(Weight.of(parameters.tensor(path, shape)));
    }

    Value add(Value a, Value b) {
        return graph.op("Add", List.of(a, b));
    }
}
