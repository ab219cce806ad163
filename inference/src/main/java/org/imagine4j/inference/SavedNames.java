package org.imagine4j.inference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What saved pictures are called.
 *
 * @param target a file that ends in {@code .png}, or a folder
 * @param pictures how many there are
 */
record SavedNames(Path target, int pictures) {

    private static final String ENDING = ".png";
    private static final int LONGEST_PROMPT = 48;

    /** The file of picture {@code i}. */
    Path of(int i, Recipe recipe) {
        String name = target.getFileName() == null ? "" : target.getFileName().toString();
        if (!name.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
            return free(words(recipe.prompt()) + "-" + recipe.seed() + "-" + recipe.index());
        }
        if (pictures == 1) {
            return target;
        }
        return target.resolveSibling(name.substring(0, name.length() - ENDING.length()) + "-" + i + ENDING);
    }

    private Path free(String name) {
        Path file = target.resolve(name + ENDING);
        for (int copy = 2; Files.exists(file); copy++) {
            file = target.resolve(name + "-" + copy + ENDING);
        }
        return file;
    }

    private static String words(String prompt) {
        String words = prompt.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        String trimmed = words.codePoints()
                .limit(LONGEST_PROMPT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll("^-|-$", "");
        return trimmed.isEmpty() ? "picture" : trimmed;
    }
}
