package org.imagine4j.models.checkpoint;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON objects as the standard has them (RFC 8259): no comments, no lone words, no key twice. */
public final class JsonFile {

    private static final long MAX_SIZE = 1 << 26;
    private static final Gson STRICT =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();
    private static final TypeToken<Map<String, JsonElement>> OBJECT = new TypeToken<>() {};
    private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+");

    private JsonFile() {}

    /**
     * Reads a file that holds one object: its entries, in the order of the file.
     *
     * @throws CheckpointException if it holds anything else
     */
    public static Map<String, JsonElement> read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new CheckpointException(file, "this is a folder, not a file.");
        }
        if (Files.size(file) > MAX_SIZE) {
            throw new CheckpointException(file, "it is implausibly large.");
        }
        try {
            return parse(file, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new CheckpointException(file, "this is not JSON (it is not UTF-8 text).", e);
        }
    }

    /**
     * Reads a text that holds one object.
     *
     * @param file where the text comes from
     * @throws CheckpointException if it holds anything else
     */
    static Map<String, JsonElement> parse(Path file, String text) {
        try {
            Map<String, JsonElement> entries = STRICT.fromJson(text, OBJECT);
            if (entries == null) {
                throw new CheckpointException(file, "this is not a JSON object.");
            }
            return entries;
        } catch (JsonParseException e) {
            throw new CheckpointException(file, reason(text, String.valueOf(e.getMessage())), e);
        }
    }

    private static String reason(String text, String message) {
        if (message.startsWith("duplicate key: ")) {
            return message.substring("duplicate key: ".length()) + " is there twice.";
        }
        if (!text.strip().startsWith("{")) {
            return "this is not a JSON object.";
        }
        Matcher place = PLACE.matcher(message);
        return "this is not JSON" + (place.find() ? " (" + place.group() + ")." : ".");
    }
}
