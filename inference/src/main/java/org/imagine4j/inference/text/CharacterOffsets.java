package org.imagine4j.inference.text;

/** Where the bytes of a word's UTF-8 form stand in the text. */
final class CharacterOffsets {

    private final int[] offsets;

    CharacterOffsets(Span word, String text) {
        // A UTF-16 unit has at most three bytes in UTF-8.
        int[] all = new int[3 * word.length() + 1];
        int bytes = 0;
        for (int i = word.start(); i < word.end(); ) {
            int character = text.codePointAt(i);
            int next = i + Character.charCount(character);
            all[bytes] = i;
            int count = byteCount(character);
            for (int b = 1; b < count; b++) {
                all[bytes + b] = next;
            }
            bytes += count;
            i = next;
        }
        all[bytes] = word.end();
        this.offsets = all;
    }

    /** Where a part that begins or ends before this byte does so in the text; inside a character, behind it. */
    int ofByte(int index) {
        return offsets[index];
    }

    /** Half a surrogate pair becomes a question mark. */
    private static int byteCount(int character) {
        if (character < 0x80 || (Character.MIN_SURROGATE <= character && character <= Character.MAX_SURROGATE)) {
            return 1;
        }
        return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }
}
