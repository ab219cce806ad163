package org.imagine4j.inference.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Repairs text whose UTF-8 bytes were once read as Windows-1252: {@code cafÃ© → café}. */
final class Mojibake {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** What the bytes 0x80 to 0xBF, which continue a UTF-8 character, look like in Windows-1252. */
    private static final String CONTINUATION = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]";

    /** Characters of two, three and four bytes, by their first. (Possessive, which costs no stack.) */
    private static final Pattern MISREAD = Pattern.compile("(?:[\u00c2-\u00df]" + CONTINUATION + "|[\u00e0-\u00ef]"
            + CONTINUATION + "{2}|[\u00f0-\u00f4]" + CONTINUATION + "{3})++");

    private Mojibake() {}

    static Rewriting repair(String text) {
        return Rewriting.replacing(MISREAD, run -> decode(run.group()), text);
    }

    private static String decode(String misread) {
        ByteBuffer bytes = ByteBuffer.allocate(misread.length());
        for (int i = 0; i < misread.length(); i++) {
            char c = misread.charAt(i);
            bytes.put(c <= 0xff ? (byte) c : String.valueOf(c).getBytes(WINDOWS_1252)[0]);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return misread;
        }
    }
}
