package org.imagine4j.magics.attention;

import java.util.List;
import java.util.Objects;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.inspection.AttentionMatrix;
import org.imagine4j.inference.inspection.Inspection;
import org.imagine4j.inference.inspection.Word;
import tech.tablesaw.api.Table;

/**
 * How much every patch of a picture looked at every word: decoder cross-attention. Of one patch the shares of all words, the
 * ends of the text included, sum to 1.
 *
 * @param artwork the picture
 * @param heads which heads it is the mean of
 * @param maps one of every word, {@code <s>} and {@code </s>} included
 * @param shown the words to show
 */
public record WordMaps(Artwork artwork, Heads heads, List<WordMap> maps, List<Word> shown) implements AttentionMaps {

    public WordMaps {
        Objects.requireNonNull(artwork, "artwork");
        Objects.requireNonNull(heads, "heads");
        maps = List.copyOf(maps);
        shown = List.copyOf(shown);
    }

    /**
     * All words.
     *
     * @param inside of the artwork
     * @throws org.imagine4j.magics.UsageException if there are no such heads
     */
    public static WordMaps of(Artwork artwork, Inspection inside, Heads heads) {
        AttentionMatrix attention = heads.of(inside.crossAttention());
        List<WordMap> maps = inside.words().stream()
                .map(word -> new WordMap(word, inside.wordMap(word, attention)))
                .toList();
        return new WordMaps(artwork, heads, maps, inside.words());
    }

    /**
     * The same, showing only some words.
     *
     * @param words as the model reads them, in capitals or not
     * @throws org.imagine4j.magics.UsageException if the prompt has no such word
     */
    public WordMaps showing(List<String> words) {
        return new WordMaps(
                artwork,
                heads,
                maps,
                WordChoice.of(maps.stream().map(WordMap::word).toList(), words));
    }

    /** The maps of the words to show. */
    public List<WordMap> shownMaps() {
        return maps.stream().filter(map -> shown.contains(map.word())).toList();
    }

    /** What a patch gave to the ends of the text, 0 to 1, the mean of all patches. */
    public double ends() {
        return maps.stream()
                .filter(map -> map.word().end())
                .mapToDouble(WordMap::mean)
                .sum();
    }

    /** Every patch and every word: row, column, word, its first text token, share. */
    @Override
    public Table table() {
        return WordTable.of("Attention", "share", maps);
    }

    /** What it is, in short. */
    @Override
    public String toString() {
        return "where " + artwork.recipe().model().name() + " looked in \""
                + artwork.recipe().prompt() + "\", " + heads;
    }
}
