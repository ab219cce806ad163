package org.imagine4j.models.catalogue;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All models Imagine knows by name.
 *
 * @param models the bundled ones first
 */
public record Catalogue(List<KnownModel> models) {

    private static final String RESOURCE = "catalogue.json";

    public Catalogue {
        models = List.copyOf(models);
    }

    /** Reads the catalogue that comes with Imagine. */
    public static Catalogue read() {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Catalogue.class.getResourceAsStream(RESOURCE), RESOURCE),
                StandardCharsets.UTF_8)) {
            return new Gson().fromJson(reader, Catalogue.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model of that name. */
    public Optional<KnownModel> find(String name) {
        return models.stream().filter(model -> model.name().equals(name)).findFirst();
    }
}
