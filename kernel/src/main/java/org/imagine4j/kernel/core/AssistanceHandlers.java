package org.imagine4j.kernel.core;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.imagine4j.kernel.wire.Message;

/** Helps people who write cells: completion, inspection, whether a cell is complete, what kernel this is. */
final class AssistanceHandlers {
    private final Interpreter interpreter;

    AssistanceHandlers(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** {@code complete_request}. */
    JsonObject complete(Request request) {
        String code = Json.text(request.content(), "code", "");
        int cursor = CodePoints.toIndex(code, Json.number(request.content(), "cursor_pos", Integer.MAX_VALUE));
        Completion completion = interpreter.complete(code, cursor);
        int start = CodePoints.fromIndex(code, completion.start());
        int end = CodePoints.fromIndex(code, completion.end());
        JsonArray matches = new JsonArray();
        JsonArray types = new JsonArray();
        for (Completion.Item item : completion.items()) {
            matches.add(item.text());
            JsonObject type = new JsonObject();
            type.addProperty("start", start);
            type.addProperty("end", end);
            type.addProperty("text", item.text());
            type.addProperty("type", item.kind());
            type.addProperty("signature", item.signature());
            types.add(type);
        }
        JsonObject metadata = new JsonObject();
        metadata.add("_jupyter_types_experimental", types);
        JsonObject reply = new JsonObject();
        reply.add("matches", matches);
        reply.addProperty("cursor_start", start);
        reply.addProperty("cursor_end", end);
        reply.add("metadata", metadata);
        return reply;
    }

    /** {@code inspect_request}. */
    JsonObject inspect(Request request) {
        String code = Json.text(request.content(), "code", "");
        int cursor = CodePoints.toIndex(code, Json.number(request.content(), "cursor_pos", Integer.MAX_VALUE));
        int detail = Json.number(request.content(), "detail_level", 0);
        MimeBundle found = interpreter.inspect(code, cursor, detail).orElse(null);
        JsonObject reply = new JsonObject();
        reply.addProperty("found", found != null);
        reply.add("data", found == null ? new JsonObject() : found.data());
        reply.add("metadata", found == null ? new JsonObject() : found.metadata());
        return reply;
    }

    /** {@code is_complete_request}. */
    JsonObject isComplete(Request request) {
        Completeness completeness = interpreter.isComplete(Json.text(request.content(), "code", ""));
        JsonObject reply = new JsonObject();
        reply.addProperty("status", completeness.status());
        if (completeness.status().equals("incomplete")) {
            reply.addProperty("indent", completeness.indent());
        }
        return reply;
    }

    /** {@code kernel_info_request}. */
    JsonObject kernelInfo(Request request) {
        KernelDescription description = interpreter.description();
        JsonArray links = new JsonArray();
        description.helpLinks().forEach((text, url) -> {
            JsonObject link = new JsonObject();
            link.addProperty("text", text);
            link.addProperty("url", url);
            links.add(link);
        });
        JsonObject reply = new JsonObject();
        reply.addProperty("protocol_version", Message.PROTOCOL_VERSION);
        reply.addProperty("implementation", description.implementation());
        reply.addProperty("implementation_version", description.implementationVersion());
        reply.add("language_info", description.languageInfo());
        reply.addProperty("banner", description.banner());
        reply.addProperty("debugger", false);
        reply.add("supported_features", new JsonArray()); // the optional ones: neither debugger nor subshells
        reply.add("help_links", links);
        return reply;
    }
}
