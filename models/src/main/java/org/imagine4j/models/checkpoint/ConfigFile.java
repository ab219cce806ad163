package org.imagine4j.models.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A checkpoint's {@code config.json}: typed access whose errors name the file and the entry. */
public final class ConfigFile {

    private final Path file;
    private final Map<String, JsonElement> json;

    private ConfigFile(Path file, Map<String, JsonElement> json) {
        this.file = file;
        this.json = json;
    }

    /**
     * Reads a config file.
     *
     * @throws CheckpointException if it is not a JSON object
     */
    public static ConfigFile read(Path file) throws IOException {
        return new ConfigFile(file, JsonFile.read(file));
    }

    /** A number that must be there and be at least 1. */
    public int positive(String key) {
        int value = integer(key);
        if (value < 1) {
            throw new CheckpointException(file, key + " is " + value + "; it must be at least 1.");
        }
        return value;
    }

    /** A number of at least 1, or {@code fallback} where the file has none. */
    public int positive(String key, int fallback) {
        return isAbsent(key) ? fallback : positive(key);
    }

    /** A whole number that must be there. */
    public int integer(String key) {
        return toInt(key, required(key));
    }

    /** A list of whole numbers that must be there. */
    public List<Integer> integers(String key) {
        JsonElement element = required(key);
        if (!element.isJsonArray()) {
            throw wrong(key, element, "a list of whole numbers");
        }
        List<Integer> values = new ArrayList<>();
        element.getAsJsonArray().forEach(entry -> values.add(toInt(key, entry)));
        return values;
    }

    /** A number, or {@code fallback} where the file has none. */
    public double number(String key, double fallback) {
        JsonElement element = json.get(key);
        if (element == null || element.isJsonNull()) {
            return fallback;
        }
        if (!isNumber(element)) {
            throw wrong(key, element, "a number");
        }
        return element.getAsDouble();
    }

    /** Numbers, if there are any. */
    public Optional<List<Double>> numbers(String key) {
        if (isAbsent(key)) {
            return Optional.empty();
        }
        JsonElement element = json.get(key);
        if (!element.isJsonArray()
                || !element.getAsJsonArray().asList().stream().allMatch(ConfigFile::isNumber)) {
            throw wrong(key, element, "a list of numbers");
        }
        return Optional.of(element.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsDouble)
                .toList());
    }

    /** A text, or {@code fallback} where the file has none. */
    public String text(String key, String fallback) {
        if (isAbsent(key)) {
            return fallback;
        }
        JsonElement element = json.get(key);
        if (!(element instanceof JsonPrimitive primitive) || !primitive.isString()) {
            throw wrong(key, element, "a text");
        }
        return primitive.getAsString();
    }

    /** Whether an entry is a nested object. */
    public boolean isObject(String key) {
        return !isAbsent(key) && json.get(key).isJsonObject();
    }

    private boolean isAbsent(String key) {
        JsonElement element = json.get(key);
        return element == null || element.isJsonNull();
    }

    /** True or false, or {@code fallback} where the file has neither. */
    public boolean flag(String key, boolean fallback) {
        JsonElement element = json.get(key);
        if (element == null || element.isJsonNull()) {
            return fallback;
        }
        if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isBoolean()) {
            throw wrong(key, element, "true or false");
        }
        return element.getAsBoolean();
    }

    /**
     * Refuses a configuration that this program does not implement.
     *
     * @param key an entry that may be absent
     * @param supported the only value that is implemented, and what an absent entry means
     * @throws CheckpointException if the entry has another value
     */
    public void require(String key, Object supported) {
        JsonElement element = json.get(key);
        if (element == null || element.isJsonNull()) {
            return;
        }
        JsonPrimitive expected = supported instanceof Boolean flag
                ? new JsonPrimitive(flag)
                : supported instanceof Number number
                        ? new JsonPrimitive(number)
                        : new JsonPrimitive(supported.toString());
        if (!element.equals(expected)) {
            throw new CheckpointException(file, key + " is " + element + "; only " + supported + " is supported.");
        }
    }

    /** A nested object, if there is one. */
    public Optional<ConfigFile> section(String key) {
        JsonElement element = json.get(key);
        if (element == null || element.isJsonNull()) {
            return Optional.empty();
        }
        if (!element.isJsonObject()) {
            throw wrong(key, element, "an object");
        }
        return Optional.of(new ConfigFile(file, element.getAsJsonObject().asMap()));
    }

    /** An error about this file. */
    public CheckpointException error(String reason) {
        return new CheckpointException(file, reason);
    }

    private JsonElement required(String key) {
        JsonElement element = json.get(key);
        if (element == null || element.isJsonNull()) {
            throw new CheckpointException(file, key + " is missing.");
        }
        return element;
    }

    private int toInt(String key, JsonElement element) {
        if (!isNumber(element)) {
            throw wrong(key, element, "a whole number");
        }
        try {
            return element.getAsBigDecimal().intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(key, element, "a whole number");
        }
    }

    private static boolean isNumber(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber();
    }

    private CheckpointException wrong(String key, JsonElement element, String expected) {
        return new CheckpointException(file, key + " is " + element + "; it must be " + expected + ".");
    }
}
