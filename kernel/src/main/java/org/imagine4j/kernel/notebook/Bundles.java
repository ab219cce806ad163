package org.imagine4j.kernel.notebook;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.util.Base64;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.imagine4j.kernel.core.MimeBundle;

/** Translates the contract's values to the kernel's: JSON as the protocol wants it. */
final class Bundles {
    private final Gson gson = new GsonBuilder()
            .registerTypeAdapter(byte[].class, (JsonSerializer<byte[]>) (bytes, type, context) ->
                    new JsonPrimitive(Base64.getEncoder().encodeToString(bytes)))
            .registerTypeHierarchyAdapter(CharSequence.class, (JsonSerializer<CharSequence>)
                    (text, type, context) -> new JsonPrimitive(text.toString()))
            .disableHtmlEscaping()
            .serializeSpecialFloatingPointValues()
            .create();

    MimeBundle bundle(DisplayData data) {
        JsonObject json = json(data);
        JsonObject representations = object(json, "data");
        for (Map.Entry<String, JsonElement> entry : representations.entrySet()) {
            if (isJson(entry.getKey())) {
                entry.setValue(parsed(entry.getValue()));
            }
        }
        return new MimeBundle(representations, object(json, "metadata"), object(json, "transient"));
    }

    /** Any message content of the contract, as JSON. */
    JsonObject json(Object content) {
        JsonElement json = gson.toJsonTree(content);
        return json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
    }

    private static JsonObject object(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
    }

    private static boolean isJson(String mimeType) {
        return mimeType.equals("application/json") || mimeType.endsWith("+json");
    }

    /** JSON that an extension gives as text becomes JSON; the protocol has no text there. */
    private static JsonElement parsed(JsonElement value) {
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            return value;
        }
        try {
            return JsonParser.parseString(value.getAsString());
        } catch (JsonParseException e) {
            return value;
        }
    }
}
