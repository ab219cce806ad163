package org.imagine4j.install;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;

/** A notebook with its outputs, read as any Jupyter front end reads it. */
final class ExecutedNotebook {
    private static final Pattern EMBEDDED = Pattern.compile("data:image/png;base64,([A-Za-z0-9+/=]+)");

    private final JsonObject json;

    private ExecutedNotebook(JsonObject json) {
        this.json = json;
    }

    static ExecutedNotebook read(Path file) throws IOException {
        return new ExecutedNotebook(new Gson().fromJson(Files.readString(file), JsonObject.class));
    }

    /** The pictures that a string of HTML holds, as base64. */
    static List<String> embeddedPictures(String html) {
        return EMBEDDED.matcher(html).results().map(match -> match.group(1)).toList();
    }

    List<JsonObject> codeCells() {
        return elements(json.get("cells"))
                .filter(cell -> cell.get("cell_type").getAsString().equals("code"))
                .toList();
    }

    /** The outputs of a cell. */
    List<JsonObject> outputs(String cellId) {
        return codeCells().stream()
                .filter(cell -> cell.get("id").getAsString().equals(cellId))
                .flatMap(cell -> elements(cell.get("outputs")))
                .toList();
    }

    /** What a cell shows in one MIME type, the outputs joined. */
    String shown(String cellId, String mimeType) {
        return String.join(
                "\n",
                outputs(cellId).stream()
                        .map(output -> output.getAsJsonObject("data"))
                        .filter(Objects::nonNull)
                        .flatMap(data -> Optional.ofNullable(data.get(mimeType)).stream())
                        .map(ExecutedNotebook::joined)
                        .toList());
    }

    /** The pictures of a cell, as base64. */
    List<String> encodedPictures(String cellId) {
        return embeddedPictures(shown(cellId, "text/html"));
    }

    /** The pictures of a cell. */
    List<BufferedImage> pictures(String cellId) {
        return encodedPictures(cellId).stream().map(ExecutedNotebook::decoded).toList();
    }

    private static BufferedImage decoded(String base64) {
        try {
            return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notebooks keep text as one string or as a list of lines. */
    private static String joined(JsonElement text) {
        return text.isJsonArray()
                ? String.join(
                        "",
                        StreamSupport.stream(text.getAsJsonArray().spliterator(), false)
                                .map(JsonElement::getAsString)
                                .toList())
                : text.getAsString();
    }

    private static Stream<JsonObject> elements(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).map(JsonElement::getAsJsonObject);
    }
}
