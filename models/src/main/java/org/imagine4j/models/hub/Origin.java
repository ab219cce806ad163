package org.imagine4j.models.hub;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Remembers beside a partial file which content its bytes belong to. */
final class Origin {

    private static final String ETAG = "etag";
    private static final String VALIDATOR = "validator";

    private final Path file;

    Origin(Path file) {
        this.file = file;
    }

    /** Whether the bytes that are here belong to {@code remote} as it is now; unknown counts as no. */
    boolean isOf(RemoteFile remote) throws IOException {
        return remote.etag().isPresent() && remote.etag().get().equals(read().getProperty(ETAG));
    }

    /**
     * The ETag of the server that sent the bytes, which may be another one than the hub; only a strong one can be used to
     * continue (RFC 9110, section 13.1.5).
     */
    Optional<String> validator() throws IOException {
        return Optional.ofNullable(read().getProperty(VALIDATOR)).filter(etag -> !etag.startsWith("W/"));
    }

    void write(RemoteFile remote, Optional<String> validator) throws IOException {
        Properties properties = new Properties();
        remote.etag().ifPresent(etag -> properties.setProperty(ETAG, etag));
        validator.ifPresent(etag -> properties.setProperty(VALIDATOR, etag));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    private Properties read() throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IllegalArgumentException e) {
                return new Properties();
            }
        }
        return properties;
    }
}
