package org.imagine4j.kernel.core;

import com.google.gson.JsonObject;

/**
 * One thing in several representations.
 *
 * @param data MIME type to representation: text, base64 text, or JSON for JSON types
 * @param metadata MIME type to hints, such as a width
 * @param transientData what is not saved with the notebook, such as {@code display_id}
 */
public record MimeBundle(JsonObject data, JsonObject metadata, JsonObject transientData) {

    /** A bundle with a single representation. */
    public static MimeBundle of(String mimeType, String text) {
        JsonObject data = new JsonObject();
        data.addProperty(mimeType, text);
        return new MimeBundle(data, new JsonObject(), new JsonObject());
    }

    /** Whether there is nothing to show. */
    public boolean isEmpty() {
        return data.isEmpty();
    }
}
