package org.imagine4j.inference.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The printable characters that stand for bytes in the vocabularies of byte-level encodings. */
final class ByteSymbols {

    private ByteSymbols() {}

    /** A symbol for each byte of a text in UTF-8. */
    static List<String> of(String piece) {
        List<String> symbols = new ArrayList<>();
        for (byte b : piece.getBytes(StandardCharsets.UTF_8)) {
            symbols.add(String.valueOf(symbol(b & 0xff)));
        }
        return symbols;
    }

    /**
     * The printable character that stands for a byte in the vocabulary: itself where it is printable in Latin-1, else
     * the next of the characters from U+0100 on (a blank is U+0120).
     */
    static char symbol(int value) {
        if (value <= ' ') {
            return (char) (0x100 + value);
        }
        if (value >= 0x7f && value <= 0xa0) {
            return (char) (0x121 + value - 0x7f);
        }
        return value == 0xad ? '\u0143' : (char) value;
    }

    /** The byte for which a character of the vocabulary stands: the inverse of {@link #symbol}. */
    static int value(char symbol) {
        if (symbol <= 0xff) {
            return symbol;
        }
        if (symbol <= 0x120) {
            return symbol - 0x100;
        }
        return symbol == '\u0143' ? 0xad : symbol - 0x121 + 0x7f;
    }
}
