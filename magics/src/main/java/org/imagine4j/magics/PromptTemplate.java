package org.imagine4j.magics;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * A prompt with places to fill in. {@code {red|blue}} stands for each of its choices in turn, {@code {name}} for the value
 * of a variable, or for each of its values if it is a list or an array. Choices may stand inside choices. Two pairs of
 * braces are one pair that means nothing, and so are braces round anything else.
 *
 * @param template as it was typed
 */
public record PromptTemplate(String template) {

    /** More is a slip of the hand. */
    private static final int MAX_PROMPTS = 1000;

    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

    /** What variables are called and hold; used where there are none. */
    public static final Function<String, Optional<Object>> NO_VARIABLES = name -> Optional.empty();

    /** All prompts, the last choice changing fastest; names without a variable stay as they are. */
    public List<Prompt> prompts() {
        return prompts(NO_VARIABLES);
    }

    /**
     * All prompts, the last choice changing fastest.
     *
     * @param variables the value of a name; where it is empty, the name and its braces stay
     * @throws UsageException if there are too many
     */
    public List<Prompt> prompts(Function<String, Optional<Object>> variables) {
        return expand(template, variables).stream()
                .map(text -> new Prompt(text.strip(), template.strip()))
                .toList();
    }

    /** How many choices the last pair of braces outside others has; 1 if there is none. */
    public int lastChoices() {
        int last = 1;
        int open = template.indexOf('{');
        while (open >= 0) {
            int close = closing(template, open);
            if (close >= 0) {
                last = choices(template.substring(open + 1, close)).size();
            }
            open = template.indexOf('{', Math.max(open, close) + 1);
        }
        return last;
    }

    private List<String> expand(String text, Function<String, Optional<Object>> variables) {
        int open = text.indexOf('{');
        int close = open < 0 ? -1 : closing(text, open);
        if (close < 0) {
            return List.of(text);
        }
        List<String> middles = fill(text.substring(open + 1, close), variables);
        List<String> tails = expand(text.substring(close + 1), variables);
        if ((long) middles.size() * tails.size() > MAX_PROMPTS) {
            throw new UsageException(
                    "\"" + template + "\" makes more than " + MAX_PROMPTS + " prompts.", "Give it fewer choices.");
        }
        String head = text.substring(0, open);
        return middles.stream()
                .flatMap(middle -> tails.stream().map(tail -> head + middle + tail))
                .toList();
    }

    /** What can stand in the place of braces and their content. */
    private List<String> fill(String content, Function<String, Optional<Object>> variables) {
        List<String> choices = choices(content);
        if (choices.size() > 1) {
            return choices.stream()
                    .flatMap(choice -> expand(choice, variables).stream())
                    .toList();
        }
        if (content.startsWith("{") && closing(content, 0) == content.length() - 1) {
            return List.of(content);
        }
        if (NAME.matcher(content).matches()) {
            return variables.apply(content).map(PromptTemplate::values).orElseGet(() -> List.of('{' + content + '}'));
        }
        return expand(content, variables).stream()
                .map(inside -> '{' + inside + '}')
                .toList();
    }

    private static List<String> values(Object value) {
        if (value instanceof Iterable<?> several) {
            return StreamSupport.stream(several.spliterator(), false)
                    .map(String::valueOf)
                    .toList();
        }
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> String.valueOf(Array.get(value, i)))
                    .toList();
        }
        return List.of(String.valueOf(value));
    }

    /** Where the brace that belongs to an opening one stands; -1 if there is none. */
    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The parts between bars that do not stand in braces of their own. */
    private static List<String> choices(String content) {
        List<String> choices = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < content.length(); i++) {
            switch (content.charAt(i)) {
                case '{' -> depth++;
                case '}' -> depth--;
                case '|' -> {
                    if (depth == 0) {
                        choices.add(content.substring(start, i));
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        choices.add(content.substring(start));
        return choices;
    }
}
