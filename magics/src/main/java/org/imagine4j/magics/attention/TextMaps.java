package org.imagine4j.magics.attention;

import java.util.List;
import java.util.Objects;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.inspection.Attention;
import org.imagine4j.inference.inspection.AttentionMatrix;
import org.imagine4j.inference.inspection.Inspection;
import org.imagine4j.inference.inspection.Word;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How much the words of a prompt looked at each other: encoder self-attention.
 *
 * @param artwork the picture
 * @param heads which are shown large
 * @param words of the prompt, {@code <s>} and {@code </s>} included
 * @param attention of all heads of all layers, {@code [layer][head][text token][text token]}
 */
public record TextMaps(Artwork artwork, Heads heads, List<Word> words, Attention attention) implements AttentionMaps {

    public TextMaps {
        Objects.requireNonNull(artwork, "artwork");
        Objects.requireNonNull(heads, "heads");
        words = List.copyOf(words);
        Objects.requireNonNull(attention, "attention");
    }

    /**
     * All words.
     *
     * @param inside of the artwork
     * @throws org.imagine4j.magics.UsageException if there are no such heads
     */
    public static TextMaps of(Artwork artwork, Inspection inside, Heads heads) {
        heads.of(inside.textAttention());
        return new TextMaps(artwork, heads, inside.words(), inside.textAttention());
    }

    /**
     * How much words looked at words, 0 to 1, {@code [from][to]}; every row sums to 1. A word's tokens are averaged as they
     * look and added up as they are looked at.
     */
    public double[][] shares(Heads which) {
        AttentionMatrix matrix = which.of(attention);
        double[][] shares = new double[words.size()][words.size()];
        for (int from = 0; from < words.size(); from++) {
            for (int to = 0; to < words.size(); to++) {
                shares[from][to] = share(matrix, words.get(from), words.get(to));
            }
        }
        return shares;
    }

    private static double share(AttentionMatrix matrix, Word from, Word to) {
        double sum = 0;
        for (int query = from.firstToken(); query < from.firstToken() + from.tokens(); query++) {
            for (int key = to.firstToken(); key < to.firstToken() + to.tokens(); key++) {
                sum += matrix.weight(query, key);
            }
        }
        return sum / from.tokens();
    }

    /** Every word and every word, of the heads that are shown large: word, its first text token, the same of what it looked at, share. */
    @Override
    public Table table() {
        StringColumn from = StringColumn.create("word");
        IntColumn fromToken = IntColumn.create("token");
        StringColumn to = StringColumn.create("looked at");
        IntColumn toToken = IntColumn.create("looked at token");
        DoubleColumn share = DoubleColumn.create("share");
        double[][] shares = shares(heads);
        for (int row = 0; row < shares.length; row++) {
            for (int column = 0; column < shares.length; column++) {
                from.append(words.get(row).text());
                fromToken.append(words.get(row).firstToken());
                to.append(words.get(column).text());
                toToken.append(words.get(column).firstToken());
                share.append(shares[row][column]);
            }
        }
        return Table.create("Text attention", from, fromToken, to, toToken, share);
    }

    /** What it is, in short. */
    @Override
    public String toString() {
        return "how the words of \"" + artwork.recipe().prompt() + "\" looked at each other, " + heads;
    }
}
