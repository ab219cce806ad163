package org.imagine4j.models.store;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;

/**
 * {@code emoji-mini}, the model inside the jar.
 *
 * <p>It travels as the checkpoint (16-bit floats, half the size of what runs) and is imported on first use.
 */
final class BundledModel {

    private static final String FOLDER = "emoji-mini/";
    private static final List<String> FILES = List.of(
            "dalle/config.json",
            "dalle/flax_model.msgpack",
            "dalle/vocab.json",
            "dalle/merges.txt",
            "vqgan/config.json",
            "vqgan/flax_model.msgpack");

    /** The content of {@code card.json}. */
    private record Description(String revision, ModelCard card) {}

    private final Description description;

    private BundledModel(Description description) {
        this.description = description;
    }

    static BundledModel read() {
        try (Reader reader = new InputStreamReader(resource("card.json"), StandardCharsets.UTF_8)) {
            return new BundledModel(new Gson().fromJson(reader, Description.class));
        } catch (IOException e) {
            throw new ModelException("The bundled model's card cannot be read.\nReinstall Imagine.", e);
        }
    }

    ModelId id() {
        return new ModelId(description.card.name(), description.revision);
    }

    ModelCard card() {
        return description.card;
    }

    /** Writes the checkpoint's files below {@code folder}, as {@link ModelImporter} wants them. */
    void extract(Path folder) throws IOException {
        for (String name : FILES) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            try (InputStream in = resource(name)) {
                Files.copy(in, file);
            }
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = BundledModel.class.getResourceAsStream(FOLDER + name);
        if (in == null) {
            throw new IOException("The resource " + FOLDER + name + " is missing.");
        }
        return in;
    }
}
