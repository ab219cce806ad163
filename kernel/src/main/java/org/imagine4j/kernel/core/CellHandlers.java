package org.imagine4j.kernel.core;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** Runs cells, counts them and remembers them. Shell thread only. */
final class CellHandlers {
    private final Interpreter interpreter;
    private final History history;

    /** Cells that were run and counted. */
    private int executed;

    /** Execute requests that arrived before this moment answer {@code aborted}. */
    private long abortedUntil = System.nanoTime();

    CellHandlers(Interpreter interpreter, History history) {
        this.interpreter = interpreter;
        this.history = history;
    }

    /** {@code execute_request}. */
    JsonObject execute(Request request) {
        if (request.arrival() - abortedUntil < 0) {
            JsonObject aborted = new JsonObject();
            aborted.addProperty("status", "aborted");
            aborted.addProperty("execution_count", executed);
            return aborted;
        }
        JsonObject content = request.content();
        String code = Json.text(content, "code", "");
        boolean silent = Json.flag(content, "silent", false);
        boolean counted = !silent && Json.flag(content, "store_history", true);
        int number = executed + 1;
        RequestCell cell = request.cell();
        cell.number(number);
        if (counted) {
            executed = number;
            history.add(number, code);
        }
        if (!silent) {
            JsonObject input = new JsonObject();
            input.addProperty("code", code);
            input.addProperty("execution_count", number);
            cell.publish("execute_input", input);
        }
        Outcome outcome = interpreter.evaluate(code, cell);
        JsonObject reply;
        if (outcome instanceof Outcome.Failure failure) {
            reply = failure.asReply();
            cell.publish("error", failure.asContent());
            if (Json.flag(content, "stop_on_error", true)) {
                abortedUntil = System.nanoTime();
            }
        } else {
            if (outcome instanceof Outcome.Value value && !silent) {
                cell.result(value.bundle());
            }
            reply = new JsonObject();
            reply.addProperty("status", "ok");
            reply.add("user_expressions", userExpressions(Json.object(content, "user_expressions"), cell));
        }
        reply.addProperty("execution_count", number);
        reply.add("payload", new JsonArray());
        return reply;
    }

    private JsonObject userExpressions(JsonObject expressions, Cell cell) {
        JsonObject results = new JsonObject();
        for (String name : expressions.keySet()) {
            Outcome outcome = interpreter.evaluateExpression(Json.text(expressions, name, ""), cell);
            JsonObject result = new JsonObject();
            if (outcome instanceof Outcome.Failure failure) {
                result = failure.asReply();
            } else {
                MimeBundle bundle =
                        outcome instanceof Outcome.Value value ? value.bundle() : MimeBundle.of("text/plain", "null");
                result.addProperty("status", "ok");
                result.add("data", bundle.data());
                result.add("metadata", bundle.metadata());
            }
            results.add(name, result);
        }
        return results;
    }

    /** {@code history_request}. */
    JsonObject history(Request request) {
        JsonObject content = request.content();
        int count = Json.number(content, "n", Integer.MAX_VALUE);
        List<History.Entry> found =
                switch (Json.text(content, "hist_access_type", "tail")) {
                    case "range" ->
                        history.range(
                                Json.number(content, "session", 0),
                                Json.number(content, "start", 0),
                                Json.number(content, "stop", Integer.MAX_VALUE));
                    case "search" ->
                        history.search(Json.text(content, "pattern", "*"), Json.flag(content, "unique", false), count);
                    default -> history.tail(count);
                };
        boolean withOutput = Json.flag(content, "output", false);
        JsonArray rows = new JsonArray();
        for (History.Entry entry : found) {
            JsonArray row = new JsonArray();
            row.add(entry.session());
            row.add(entry.number());
            if (withOutput) {
                // Inputs are remembered, outputs are not: the specification's answer for such is null.
                JsonArray inputAndOutput = new JsonArray();
                inputAndOutput.add(entry.source());
                inputAndOutput.add((String) null);
                row.add(inputAndOutput);
            } else {
                row.add(entry.source());
            }
            rows.add(row);
        }
        JsonObject reply = new JsonObject();
        reply.add("history", rows);
        return reply;
    }
}
