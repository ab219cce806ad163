package org.imagine4j.models.dallebart;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.imagine4j.models.Precision;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.dallebart.CachedSelfAttention.KeysValues;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.WeightFile;

/**
 * Several positions of the image decoder in one run, the drawing of tokens included: for graphics processors, where every
 * run costs a round trip and brings all its outputs back to the host. What travels is only tokens; keys and values of the
 * positions before are computed anew at the beginning of a run, all at once, which such a processor does in no time, and
 * those of the new positions stay inside an ONNX {@code Loop}.
 *
 * <table>
 *   <caption>Inputs and outputs</caption>
 *   <tr><td>{@code tokens}</td><td>int64 {@code [pictures, known]}: the start token and the tokens so far</td></tr>
 *   <tr><td>{@code cross_bias, cross_key_i, cross_value_i}</td><td>as {@link TextEncoderGraph} emits them</td></tr>
 *   <tr><td>{@code uniform}</td><td>double {@code [steps, pictures]}, 0 to 1: the random numbers of the positions to
 *       draw; there are as many steps as it has rows</td></tr>
 *   <tr><td>{@code guidance}</td><td>float {@code [pictures]}</td></tr>
 *   <tr><td>{@code temperature}</td><td>double {@code [pictures]}, above 0</td></tr>
 *   <tr><td>{@code top_k}</td><td>int64 {@code [pictures]}, at least 1</td></tr>
 *   <tr><td>{@code top_p}</td><td>double {@code [pictures]}</td></tr>
 *   <tr><td>{@code candidates}</td><td>int64 {@code [1]}: the largest {@code top_k}</td></tr>
 *   <tr><td>{@code drawn}</td><td>int64 {@code [steps, pictures]}</td></tr>
 *   <tr><td>{@code log_probabilities}</td><td>float {@code [steps, pictures]}: those of the drawn tokens by the
 *       conditional logits, before guidance and sampling</td></tr>
 * </table>
 */
public final class ImageDecoderRowGraph {

    private final DalleBartConfig config;
    private final int codes;
    private final Precision precision;
    private final GraphBuilder graph;
    private final Blocks blocks;
    private final DecoderLayers layers;

    /**
     * @param config the checkpoint's shape
     * @param parameters DalleBart's
     * @param codes size of the VQGAN's codebook: how many of the logits are image tokens
     * @param weights receives the weights
     * @param precision of weights and products; {@link Precision#FP32} or {@link Precision#FP16}
     */
    public ImageDecoderRowGraph(
            DalleBartConfig config, Parameters parameters, int codes, WeightFile weights, Precision precision) {
        this.config = config;
        this.codes = codes;
        this.precision = precision;
        this.graph = new GraphBuilder("image_decoder_row", weights, ElementType.floatsOf(precision));
        this.blocks = new Blocks(graph, precision, config);
        this.layers = new DecoderLayers(graph, precision, config, DalleBartParameters.of(parameters));
    }

    /** Builds the graph. */
    public GraphBuilder build() throws IOException {
        Value tokens = graph.input("tokens", ElementType.INT64, "pictures", "known");
        CrossAttentionInputs.declare(graph, config);
        TokenDraw draw = TokenDraw.declare(graph, codes);
        Value texts = graph.op(
                "Shape", List.of(CrossAttentionInputs.bias()), Attribute.of("start", 0), Attribute.of("end", 1));
        Value known = graph.op("Shape", List.of(tokens), Attribute.of("start", 1));

        List<Value> state = new ArrayList<>();
        TokenDraw.Drawn first = draw.from(graph, logitsAfter(tokens, texts, known, state), texts, graph.integers(0));
        state.add(0, first.token());

        Value steps = graph.op(
                "Sub", List.of(scalar(graph.op("Shape", List.of(draw.uniform()), Attribute.of("end", 1))), one()));
        List<Value> results = graph.ops(
                "Loop",
                Stream.concat(Stream.of(steps, Value.NONE), state.stream()).toList(),
                state.size() + 2,
                Attribute.of("body", body(draw, texts, known)));
        Value tokensDrawn = firstAnd(first.token(), results.get(state.size()));
        Value logProbabilities = firstAnd(first.logProbability(), results.get(state.size() + 1));
        graph.output("drawn", tokensDrawn, ElementType.INT64, "steps", "pictures");
        graph.output("log_probabilities", logProbabilities, ElementType.FLOAT, "steps", "pictures");
        return graph;
    }

    /** {@code [pictures]} on top of {@code [steps - 1, pictures]}. */
    private Value firstAnd(Value first, Value others) {
        return graph.op(
                "Concat",
                List.of(graph.op("Unsqueeze", List.of(first, graph.integers(0))), others),
                Attribute.of("axis", 0));
    }

    /** Reads all tokens so far; the keys and values go to {@code state}, layer by layer. */
    private Value logitsAfter(Value tokens, Value texts, Value known, List<Value> state) throws IOException {
        Value lanes = eachText(graph, blocks, tokens, texts);
        Value lanesByKnown = blocks.reshape(lanes, blocks.join(graph.integers(-1), known));
        Value count = graph.op("Shape", List.of(lanesByKnown), Attribute.of("end", 1));
        Value last = graph.op("Sub", List.of(graph.cast(known, ElementType.INT32), graph.scalar(ElementType.INT32, 1)));
        Value positions = graph.op("Range", List.of(graph.scalar(ElementType.INT64, 0), scalar(known), one()));
        Value packedShape = blocks.join(blocks.join(graph.integers(-1), known), graph.integers(config.packedWidth()));
        Value rows = layers.run(
                layers.embed(lanesByKnown, positions),
                texts,
                layers.cached(count, packedShape, last, new GrowingCache(List.of(), state)),
                DecoderLayers.Listener.NONE);
        Value byLane = blocks.reshape(
                rows, blocks.join(blocks.join(graph.integers(-1), known), graph.integers(config.dModel())));
        Value lastOfLanes =
                graph.op("Gather", List.of(byLane, graph.scalar(ElementType.INT64, -1)), Attribute.of("axis", 1));
        // From here on there are fewer rows.
        return layers.in(graph).logits(blocks.rows(lastOfLanes));
    }

    /** One position: carries the last tokens and the keys and values, and emits the tokens it draws. */
    private GraphBuilder body(TokenDraw draw, Value texts, Value known) throws IOException {
        GraphBuilder body = graph.body("position");
        Value iteration = body.input("iteration", ElementType.INT64);
        Value condition = body.input("condition", ElementType.BOOL);
        Value token = body.input("token", ElementType.INT64, "pictures");
        List<Value> past = new ArrayList<>();
        Object[] cacheShape = {"lanes", config.decoder().heads(), "positions", config.cacheHeadDim()};
        for (int i = 0; i < 2 * config.decoder().layers(); i++) {
            past.add(body.input("past_" + i, graph.floatType(), cacheShape));
        }
        Blocks inside = new Blocks(body, precision, config);
        DecoderLayers here = layers.in(body);
        Value position = body.op("Add", List.of(known, iteration));
        Value lanes = inside.reshape(eachText(body, inside, token, texts), body.integers(-1, 1));
        Value count = body.op("Shape", List.of(lanes), Attribute.of("end", 1));
        List<Value> present = new ArrayList<>();
        Value rows = here.run(
                here.embed(lanes, position),
                texts,
                here.cached(
                        count,
                        body.integers(-1, 1, config.packedWidth()),
                        body.cast(position, ElementType.INT32),
                        new GrowingCache(past, present)),
                DecoderLayers.Listener.NONE);
        Value step = body.op("Add", List.of(iteration, body.integers(1)));
        TokenDraw.Drawn drawn = draw.from(body, here.logits(rows), texts, step);

        body.output("go_on", body.op("Identity", List.of(condition)), ElementType.BOOL);
        body.output("next_token", body.op("Identity", List.of(drawn.token())), ElementType.INT64, "pictures");
        for (int i = 0; i < present.size(); i++) {
            body.output("present_" + i, present.get(i), graph.floatType(), cacheShape);
        }
        body.output("emitted", body.op("Identity", List.of(drawn.token())), ElementType.INT64, "pictures");
        body.output(
                "emitted_log_probability",
                body.op("Identity", List.of(drawn.logProbability())),
                ElementType.FLOAT,
                "pictures");
        return body;
    }

    /** {@code [pictures, ..] → [texts, pictures, ..]}. */
    private static Value eachText(GraphBuilder graph, Blocks blocks, Value tokens, Value texts) {
        Value shape = blocks.join(texts, graph.op("Shape", List.of(tokens)));
        return graph.op("Expand", List.of(tokens, shape));
    }

    private Value one() {
        return graph.scalar(ElementType.INT64, 1);
    }

    /** {@code [1] → []}. */
    private Value scalar(Value vector) {
        return graph.op("Squeeze", List.of(vector, graph.integers(0)));
    }

    /** Keys and values of exactly the positions so far: keys and values of the first layer, of the second, … */
    private record GrowingCache(List<Value> past, List<Value> present) implements CachedSelfAttention.Cache {

        @Override
        public KeysValues past(int layer) {
            return past.isEmpty() ? KeysValues.NONE : new KeysValues(past.get(2 * layer), past.get(2 * layer + 1));
        }

        @Override
        public void present(int layer, KeysValues keysValues) {
            present.add(keysValues.keys());
            present.add(keysValues.values());
        }
    }
}
