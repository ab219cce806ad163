package org.imagine4j.kernel.core;

import com.google.gson.JsonObject;

/** Hands comm messages to the language's comms. */
final class CommHandlers {
    private final Interpreter interpreter;

    CommHandlers(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** {@code comm_info_request}. */
    JsonObject info(Request request) {
        String target = Json.text(request.content(), "target_name", "");
        JsonObject found = new JsonObject();
        interpreter.comms().open().forEach((id, targetName) -> {
            if (target.isEmpty() || target.equals(targetName)) {
                JsonObject comm = new JsonObject();
                comm.addProperty("target_name", targetName);
                found.add(id, comm);
            }
        });
        JsonObject reply = new JsonObject();
        reply.add("comms", found);
        return reply;
    }

    /** {@code comm_open}. */
    JsonObject open(Request request) {
        if (!interpreter.comms().opened(request.message(), request.cell())) {
            JsonObject content = new JsonObject();
            content.addProperty("comm_id", Json.text(request.content(), "comm_id", ""));
            content.add("data", new JsonObject());
            request.cell().publish("comm_close", content);
        }
        return null;
    }

    /** {@code comm_msg}. */
    JsonObject message(Request request) {
        interpreter.comms().received(request.message(), request.cell());
        return null;
    }

    /** {@code comm_close}. */
    JsonObject close(Request request) {
        interpreter.comms().closed(request.message(), request.cell());
        return null;
    }
}
