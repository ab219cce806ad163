package org.imagine4j.kernel.core;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** How the evaluation of a cell ended. */
public sealed interface Outcome {

    /** The cell ran and its last expression has a value worth showing. */
    record Value(MimeBundle bundle) implements Outcome {}

    /** The cell ran and there is nothing to show. */
    record Nothing() implements Outcome {}

    /**
     * The cell failed.
     *
     * @param name short name of the error, such as the exception's class
     * @param message one or more lines for the user
     * @param traceback the whole report, a line an entry, with ANSI colours
     */
    record Failure(String name, String message, List<String> traceback) implements Outcome {

        /** The content of an {@code error} message. */
        JsonObject asContent() {
            JsonArray lines = new JsonArray();
            traceback.forEach(lines::add);
            JsonObject content = new JsonObject();
            content.addProperty("ename", name);
            content.addProperty("evalue", message);
            content.add("traceback", lines);
            return content;
        }

        /** The content of a reply that reports the failure. */
        JsonObject asReply() {
            JsonObject reply = asContent();
            reply.addProperty("status", "error");
            return reply;
        }
    }

    Outcome NOTHING = new Nothing();
}
