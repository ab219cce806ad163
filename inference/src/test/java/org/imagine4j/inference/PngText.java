package org.imagine4j.inference;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a text chunk straight from a PNG file, by the PNG specification (sections 11.3.3.2 tEXt, 11.3.3.4 iTXt). */
final class PngText {

    private PngText() {}

    /** The text of an iTXt chunk. */
    static String read(Path file, String keyword) throws IOException {
        return read(file, "iTXt", keyword, StandardCharsets.UTF_8);
    }

    /** The text of a tEXt chunk. */
    static String readLatin1(Path file, String keyword) throws IOException {
        return read(file, "tEXt", keyword, StandardCharsets.ISO_8859_1);
    }

    private static String read(Path file, String chunk, String keyword, Charset charset) throws IOException {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(8);
            while (true) {
                byte[] data = new byte[in.readInt()];
                String type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
                in.readFully(data);
                in.readInt();
                String text = new String(data, charset);
                if (type.equals(chunk) && text.startsWith(keyword + "\0")) {
                    return text.substring(text.lastIndexOf('\0') + 1);
                }
            }
        }
    }
}
