package org.imagine4j.kernel.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Files that hold pictures, as a front end shows them. */
public final class Pictures {
    private static final long MAX_BYTES = 32 << 20;
    private static final Map<String, String> MIME_TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "webp", "image/webp",
            "bmp", "image/bmp",
            "svg", "image/svg+xml");

    private Pictures() {}

    /**
     * A picture in its MIME type.
     *
     * @param data base64, or text where the type is text
     */
    public record Picture(String mimeType, String data) {}

    /** The picture in a file, told by the file's name; empty if there is none, or none that a page could bear. */
    public static Optional<Picture> of(Path file) {
        Path name = file.getFileName();
        String text = name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
        String mimeType = MIME_TYPES.get(text.substring(text.lastIndexOf('.') + 1));
        try {
            if (mimeType == null || !Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            String data = mimeType.endsWith("+xml")
                    ? Files.readString(file)
                    : Base64.getEncoder().encodeToString(Files.readAllBytes(file));
            return Optional.of(new Picture(mimeType, data));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
