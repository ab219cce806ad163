package org.imagine4j.magics;

import java.util.Objects;

/**
 * A prompt and how it was typed.
 *
 * @param text what the model reads
 * @param template what was typed: the same, or with {@code {red|blue}} and {@code {name}} where something was filled in
 */
public record Prompt(String text, String template) {

    public Prompt {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(template, "template");
    }

    /** A prompt without anything to fill in. */
    public static Prompt of(String text) {
        return new Prompt(text, text);
    }
}
