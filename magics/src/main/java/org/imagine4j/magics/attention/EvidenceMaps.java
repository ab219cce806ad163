package org.imagine4j.magics.attention;

import java.util.List;
import java.util.Objects;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.inspection.Inspection;
import org.imagine4j.inference.inspection.Word;
import org.imagine4j.magics.UsageException;
import tech.tablesaw.api.Table;

/**
 * How much every word spoke for every image token, in nats: how much likelier the token is with the word than without it.
 * Negative: against it.
 *
 * @param artwork the picture
 * @param maps one of each word that was asked about
 */
public record EvidenceMaps(Artwork artwork, List<WordMap> maps) implements AttentionMaps {

    public EvidenceMaps {
        Objects.requireNonNull(artwork, "artwork");
        maps = List.copyOf(maps);
    }

    /**
     * All words; a run of the decoder each.
     *
     * @param inside of the artwork, while its pipeline is open
     * @throws UsageException if the prompt has no words
     */
    public static EvidenceMaps of(Artwork artwork, Inspection inside) {
        return of(artwork, inside, List.of());
    }

    /**
     * Some words; a run of the decoder each.
     *
     * @param inside of the artwork, while its pipeline is open
     * @param words as the model reads them, in capitals or not; empty: all
     * @throws UsageException if the prompt has no such word, or no words at all
     */
    public static EvidenceMaps of(Artwork artwork, Inspection inside, List<String> words) {
        List<Word> written = inside.words().stream().filter(word -> !word.end()).toList();
        if (written.isEmpty()) {
            throw new UsageException(
                    "The picture has no prompt that words could speak in.",
                    "Choose a picture that was drawn from words.");
        }
        return new EvidenceMaps(
                artwork,
                (words.isEmpty() ? written : WordChoice.of(written, words))
                        .stream()
                                .map(word -> new WordMap(word, inside.evidence(word)))
                                .toList());
    }

    /** Every patch and every word: row, column, word, its first text token, nats. */
    @Override
    public Table table() {
        return WordTable.of("Evidence", "nats", maps);
    }

    /** What it is, in short. */
    @Override
    public String toString() {
        return "what the words of \"" + artwork.recipe().prompt() + "\" spoke for";
    }
}
