package org.imagine4j.magics.gallery;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which pictures are looked for.
 *
 * @param words all of them stand in the prompt, in any order and case
 * @param model stands in the model's name, in any case
 * @param since the first day, in this computer's time zone
 * @param until the last day
 */
public record GalleryQuery(
        List<String> words, Optional<String> model, Optional<LocalDate> since, Optional<LocalDate> until) {

    /** Every picture. */
    public static final GalleryQuery ALL =
            new GalleryQuery(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public GalleryQuery {
        words = words.stream().filter(word -> !word.isBlank()).toList();
    }

    /** Pictures with these words in their prompts, separated by spaces. */
    public static GalleryQuery of(String words) {
        return ALL.withWords(List.of(words.strip().split("\\s+")));
    }

    /** The same with other words. */
    public GalleryQuery withWords(List<String> newWords) {
        return new GalleryQuery(newWords, model, since, until);
    }

    /** The same for models with this in their names. */
    public GalleryQuery withModel(String newModel) {
        return new GalleryQuery(words, Optional.of(newModel), since, until);
    }

    /** The same from a day on. */
    public GalleryQuery withSince(LocalDate first) {
        return new GalleryQuery(words, model, Optional.of(first), until);
    }

    /** The same up to a day and with it. */
    public GalleryQuery withUntil(LocalDate last) {
        return new GalleryQuery(words, model, since, Optional.of(last));
    }

    /** Whether every picture is meant. */
    public boolean isAll() {
        return equals(ALL);
    }

    boolean matches(GalleryEntry entry) {
        return matchesTime(entry)
                && contains(entry.recipe().model().name(), model.stream())
                && contains(entry.recipe().prompt(), words.stream());
    }

    private boolean matchesTime(GalleryEntry entry) {
        LocalDate day = LocalDate.ofInstant(entry.time(), ZoneId.systemDefault());
        return since.filter(day::isBefore).isEmpty()
                && until.filter(day::isAfter).isEmpty();
    }

    private static boolean contains(String text, Stream<String> words) {
        String folded = text.toLowerCase(Locale.ROOT);
        return words.allMatch(word -> folded.contains(word.toLowerCase(Locale.ROOT)));
    }
}
