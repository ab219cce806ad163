package org.imagine4j.models.dallebart;

import java.util.List;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;

/**
 * Drawing tokens inside a graph, in the order and with the arithmetic of the pipeline's own sampler: super conditioning
 * in 32-bit floats; then in 64 bits temperature, top-k, top-p, and the place of a uniform number in the cumulative
 * distribution of the candidates, likeliest first.
 *
 * @param codes how many logits count
 */
record TokenDraw(
        int codes, Value uniform, Value guidance, Value temperature, Value topK, Value topP, Value candidates) {

    /**
     * What was drawn.
     *
     * @param token int64 {@code [pictures]}
     * @param logProbability float {@code [pictures]}: by the conditional logits alone, before guidance
     */
    record Drawn(Value token, Value logProbability) {}

    /** Declares the settings as inputs of a graph. */
    static TokenDraw declare(GraphBuilder graph, int codes) {
        return new TokenDraw(
                codes,
                graph.input("uniform", ElementType.DOUBLE, "steps", "pictures"),
                graph.input("guidance", ElementType.FLOAT, "pictures"),
                graph.input("temperature", ElementType.DOUBLE, "pictures"),
                graph.input("top_k", ElementType.INT64, "pictures"),
                graph.input("top_p", ElementType.DOUBLE, "pictures"),
                graph.input("candidates", ElementType.INT64, 1));
    }

    /**
     * Draws a token for every picture.
     *
     * @param graph the one with the inputs, or one inside it
     * @param logits {@code [1, texts · pictures, codes or more]}
     * @param texts int64 {@code [1]}: 1, or 2 with the unconditional text first
     * @param step int64 {@code [1]}: which row of random numbers
     */
    Drawn from(GraphBuilder graph, Value logits, Value texts, Value step) {
        Value byText = byText(graph, logits, texts);
        Value conditional = graph.op("Gather", List.of(byText, graph.scalar(ElementType.INT64, -1)));
        Value guided = guided(graph, byText, conditional);
        Value token = token(graph, guided, step);
        return new Drawn(token, logProbability(graph, conditional, token));
    }

    private Value token(GraphBuilder graph, Value guided, Value step) {
        Value last = graph.integers(-1);
        Value column = graph.integers(1);
        List<Value> best = graph.ops("TopK", List.of(guided, candidates), 2, Attribute.of("axis", -1));
        Value scores = graph.cast(best.get(0), ElementType.DOUBLE);
        Value highest = graph.op("ReduceMax", List.of(scores, last));
        Value weights = graph.op(
                "Exp",
                List.of(graph.op(
                        "Div",
                        List.of(
                                graph.op("Sub", List.of(scores, highest)),
                                graph.op("Unsqueeze", List.of(temperature, column))))));
        Value ranks = graph.op(
                "Range",
                List.of(
                        graph.scalar(ElementType.INT64, 0),
                        graph.op("Squeeze", List.of(candidates, graph.integers(0))),
                        graph.scalar(ElementType.INT64, 1)));
        Value amongTopK = graph.op("Less", List.of(ranks, graph.op("Unsqueeze", List.of(topK, column))));
        Value zero = graph.scalar(ElementType.DOUBLE, 0);
        Value counted = graph.op("Where", List.of(amongTopK, weights, zero));
        Value axis = graph.scalar(ElementType.INT64, 1);
        Value reached = graph.op("CumSum", List.of(counted, axis));
        Value before = graph.op("CumSum", List.of(counted, axis), Attribute.of("exclusive", 1));
        Value limit = graph.op(
                "Mul",
                List.of(graph.op("Unsqueeze", List.of(topP, column)), graph.op("ReduceMax", List.of(reached, last))));
        Value kept = graph.op("And", List.of(amongTopK, graph.op("Less", List.of(before, limit))));
        Value sum = graph.op("ReduceMax", List.of(graph.op("Where", List.of(kept, reached, zero)), last));
        Value uniforms = graph.op(
                "Transpose", List.of(graph.op("Gather", List.of(uniform, step))), Attribute.ofAll("perm", 1, 0));
        Value point = graph.op("Mul", List.of(uniforms, sum));
        Value passed = graph.op("LessOrEqual", List.of(reached, point));
        Value rank = graph.op(
                "Min",
                List.of(
                        count(graph, graph.op("And", List.of(kept, passed))),
                        graph.op("Sub", List.of(count(graph, kept), graph.integers(1)))));
        return graph.op(
                "Squeeze",
                List.of(graph.op("GatherElements", List.of(best.get(1), rank), Attribute.of("axis", 1)), column));
    }

    /** {@code [1, texts · pictures, codes or more] → [texts, pictures, codes]}. */
    private Value byText(GraphBuilder graph, Value logits, Value texts) {
        Value all = graph.cast(logits, ElementType.FLOAT);
        Value cut = graph.op("Slice", List.of(all, graph.integers(0), graph.integers(codes), graph.integers(-1)));
        Value shape = graph.op("Concat", List.of(texts, graph.integers(-1, codes)), Attribute.of("axis", 0));
        return graph.op("Reshape", List.of(cut, shape));
    }

    /** {@code uncond + guidance · (cond − uncond)}: {@code [pictures, codes]}; with one text, that text's logits. */
    private Value guided(GraphBuilder graph, Value byText, Value conditional) {
        Value unconditional = graph.op("Gather", List.of(byText, graph.scalar(ElementType.INT64, 0)));
        Value difference = graph.op("Sub", List.of(conditional, unconditional));
        Value scale = graph.op("Unsqueeze", List.of(guidance, graph.integers(1)));
        return graph.op("Add", List.of(unconditional, graph.op("Mul", List.of(scale, difference))));
    }

    private static Value logProbability(GraphBuilder graph, Value conditional, Value token) {
        Value column = graph.integers(1);
        Value all = graph.op("LogSoftmax", List.of(conditional), Attribute.of("axis", -1));
        Value index = graph.op("Unsqueeze", List.of(token, column));
        return graph.op(
                "Squeeze", List.of(graph.op("GatherElements", List.of(all, index), Attribute.of("axis", 1)), column));
    }

    /** How many of each row are true: int64 {@code [pictures, 1]}. */
    private static Value count(GraphBuilder graph, Value truths) {
        return graph.op("ReduceSum", List.of(graph.cast(truths, ElementType.INT64), graph.integers(-1)));
    }
}
