package org.imagine4j.inference.inspection;

import java.util.ArrayList;
import java.util.List;

/**
 * A word, number or mark of a prompt, made of one or several text tokens.
 *
 * @param text without blanks; {@code <s>} and {@code </s>} at the ends, to which heads look that look at nothing
 * @param firstToken index of its first token
 * @param tokens how many tokens it has
 * @param end whether it is {@code <s>} or {@code </s>}, not something the user wrote
 */
public record Word(String text, int firstToken, int tokens, boolean end) {

    /** What a character belongs to; tokens never cross from one to another. */
    private enum Kind {
        LETTER,
        DIGIT,
        MARK;

        static Kind of(String piece) {
            int first = piece.strip().codePoints().findFirst().orElse(' ');
            if (Character.isLetter(first)) {
                return LETTER;
            }
            return Character.isDigit(first) ? DIGIT : MARK;
        }
    }

    /** The words of a text, the first and the last token of which are its ends. */
    static List<Word> of(List<PromptToken> text) {
        List<Word> words = new ArrayList<>();
        int first = 0;
        for (int next = 1; next <= text.size(); next++) {
            if (next == text.size() || begins(text, next)) {
                words.add(of(text, first, next));
                first = next;
            }
        }
        return List.copyOf(words);
    }

    private static boolean begins(List<PromptToken> text, int token) {
        String piece = text.get(token).piece();
        return token == 1
                || token == text.size() - 1
                || piece.startsWith(" ")
                || Kind.of(piece) != Kind.of(text.get(token - 1).piece());
    }

    private static Word of(List<PromptToken> text, int first, int end) {
        StringBuilder joined = new StringBuilder();
        text.subList(first, end).forEach(token -> joined.append(token.piece()));
        return new Word(joined.toString().strip(), first, end - first, first == 0 || end == text.size());
    }

    /** How much of a query's attention to the text went to this word. */
    double share(AttentionMatrix attention, int query) {
        double share = 0;
        for (int token = firstToken; token < firstToken + tokens; token++) {
            share += attention.weight(query, token);
        }
        return share;
    }
}
