package org.imagine4j.kernel.core;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** Reads fields of a request as the specification types them; a field that is missing or ill-typed has its default. */
final class Json {

    private Json() {}

    static String text(JsonObject json, String name, String fallback) {
        JsonPrimitive value = primitive(json, name);
        return (value != null && value.isString()) ? value.getAsString() : fallback;
    }

    static boolean flag(JsonObject json, String name, boolean fallback) {
        JsonPrimitive value = primitive(json, name);
        return (value != null && value.isBoolean()) ? value.getAsBoolean() : fallback;
    }

    static int number(JsonObject json, String name, int fallback) {
        JsonPrimitive value = primitive(json, name);
        return (value != null && value.isNumber()) ? (int) value.getAsDouble() : fallback;
    }

    static JsonObject object(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
    }

    private static JsonPrimitive primitive(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsJsonPrimitive() : null;
    }
}
