package org.imagine4j.inference.text;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.fellbaum.jemoji.Emoji;
import net.fellbaum.jemoji.EmojiManager;
import net.gcardone.junidecode.Junidecode;
import org.unbescape.html.HtmlEscape;

/**
 * Rewrites a prompt the way the captions were rewritten that the DALL·E Mini family was trained on: plain lower-case
 * ASCII words, commas as the only punctuation, one leading space.
 *
 * <p>A fixed sequence of small steps, after dalle-mini's {@code TextNormalizer}. Where that draws lots ({@code <person>}
 * becomes <i>a person</i>, <i>someone</i> or <i>somebody</i>), this takes the likeliest.
 */
public final class TextNormalizer {

    /** Stand for characters that the punctuation steps must not touch. */
    private static final String KEPT_DOT = "\uE000";

    private static final String KEPT_QUOTE = "\uE001";
    private static final String KEPT_SLASH = "\uE002";

    /**
     * One step.
     *
     * @param name what it does, for people
     * @param rewrite how
     */
    private record Step(String name, UnaryOperator<String> rewrite) {

        static Step replacing(String name, String regex, String replacement) {
            Pattern pattern = Pattern.compile(regex);
            return new Step(name, text -> pattern.matcher(text).replaceAll(replacement));
        }
    }

    private static final List<Step> BEFORE_HASHTAGS = List.of(
            new Step("wrongly decoded characters", Mojibake::repair),
            new Step("HTML entities", HtmlEscape::unescapeHtml),
            new Step("HTML entities in HTML entities", HtmlEscape::unescapeHtml),
            new Step("emoji to names", TextNormalizer::nameEmoji),
            new Step("other scripts and accents to ASCII", TextNormalizer::transliterate),
            new Step("lower case", text -> text.toLowerCase(Locale.ROOT)),
            Step.replacing("lists of people", "<person>(?:[,\\s]*(?:and)*[,\\s]*<person>)+", " people "),
            Step.replacing("people", "<person>", " a person "),
            Step.replacing("leading reference number", "^\\s*\\[\\d+\\]", ""),
            Step.replacing("trailing reference number", "\\[\\d+\\]\\s*$", ""),
            Step.replacing("HTML tags", "<[^>]*>", " "),
            Step.replacing("web addresses", "https?:\\S*", ""),
            Step.replacing("commas in numbers", "(\\d),(\\d{3})", "$1$2"),
            Step.replacing("commas in large numbers", "(\\d),(\\d{3})", "$1$2"),
            Step.replacing("keep dots in words", "(\\w)\\.(\\w)", "$1" + KEPT_DOT + "$2"),
            Step.replacing("keep apostrophes", "'(?=([stdm]|ll|re|ve)\\b)", KEPT_QUOTE),
            Step.replacing("keep dates", "(\\d)/(\\d)", "$1" + KEPT_SLASH + "$2"),
            Step.replacing("hyphens in words", "(\\w)-(\\w)", "$1 $2"),
            Step.replacing("blanks around symbols", "([%&/$*])", " $1 "));

    private static final Pattern HASHTAG = Pattern.compile("#(\\w+)");

    private static final List<Step> AFTER_HASHTAGS = List.of(
            Step.replacing("underscores and the like", "[_#\\\\]", " "),
            Step.replacing("quotes", "['\"`]", " \" "),
            Step.replacing("punctuation to commas", "[()\\[\\].,|:;?!=+~\\-/{}]", ","),
            Step.replacing("restore dots", KEPT_DOT, "."),
            Step.replacing("restore apostrophes", KEPT_QUOTE, "'"),
            Step.replacing("restore slashes", KEPT_SLASH, "/"),
            Step.replacing("repeated characters", "(\\D)\\1{3,}", "$1"),
            Step.replacing("merge quotes", "(\\s*\"+\\s*)+", " \" "),
            Step.replacing("merge commas", "(\\s*,+\\s*)+", ", "),
            Step.replacing("merge blanks", "\\s+", " "),
            Step.replacing("outer commas and blanks", "^[, ]+|[, ]+$", ""));

    private final List<Step> steps;

    /** @param words word frequencies for splitting hashtags, most frequent first; none leaves hashtags whole */
    public TextNormalizer(List<String> words) {
        HashtagSplitter splitter = new HashtagSplitter(words);
        Step hashtags = new Step("hashtags", text -> HASHTAG.matcher(text)
                .replaceAll(hashtag -> " " + splitter.split(hashtag.group(1)) + " "));
        this.steps = Stream.of(BEFORE_HASHTAGS, List.of(hashtags), AFTER_HASHTAGS)
                .flatMap(List::stream)
                .toList();
    }

    /** The normalised prompt; it starts with one blank and is that blank alone when nothing is left. */
    public String normalize(String prompt) {
        String text = prompt;
        for (Step step : steps) {
            text = step.rewrite.apply(text);
        }
        return " " + text;
    }

    private static String nameEmoji(String text) {
        return isAscii(text) ? text : EmojiManager.replaceAllEmojis(text, emoji -> ":" + name(emoji) + ":");
    }

    /** The name in the style of Python's emoji package: {@code thumbs_up_medium_skin_tone}, {@code France}. */
    private static String name(Emoji emoji) {
        return emoji.getDescription()
                .replaceFirst("^flag: ", "")
                .replaceAll("[,:]", "")
                .replace(' ', '_');
    }

    private static String transliterate(String text) {
        return isAscii(text) ? text : Junidecode.unidecode(text);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
