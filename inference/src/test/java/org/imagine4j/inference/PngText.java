package org.imagine4j.inference;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a text chunk straight from a PNG file, by the PNG specification (section 11.3.4.5, iTXt). */
final class PngText {

    private PngText() {}

    static String read(Path file, String keyword) throws IOException {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(8);
            while (true) {
                byte[] data = new byte[in.readInt()];
                String type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
                in.readFully(data);
                in.readInt();
                String text = new String(data, StandardCharsets.UTF_8);
                if (type.equals("iTXt") && text.startsWith(keyword + "\0")) {
                    return text.substring(text.lastIndexOf('\0') + 1);
                }
            }
        }
    }
}
