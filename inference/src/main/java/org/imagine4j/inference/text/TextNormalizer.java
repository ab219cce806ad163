package org.imagine4j.inference.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.fellbaum.jemoji.Emoji;
import net.fellbaum.jemoji.EmojiManager;
import net.fellbaum.jemoji.IndexedEmoji;
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
    private record Step(String name, Function<String, Rewriting> rewrite) {

        static Step replacing(String name, String regex, String replacement) {
            Pattern pattern = Pattern.compile(regex);
            return new Step(name, text -> Rewriting.replacing(pattern, replacement, text));
        }

        NormalizationStep traced(String text) {
            Rewriting rewriting = rewrite.apply(text);
            return new NormalizationStep(
                    name, text, rewriting.after(), rewriting.edits().get());
        }
    }

    private static final List<Step> BEFORE_HASHTAGS = List.of(
            new Step("wrongly decoded characters", Mojibake::repair),
            new Step("HTML entities", TextNormalizer::unescape),
            new Step("HTML entities in HTML entities", TextNormalizer::unescape),
            new Step("emoji to names", TextNormalizer::nameEmoji),
            new Step("other scripts and accents to ASCII", TextNormalizer::transliterate),
            new Step("lower case", TextNormalizer::lowerCase),
            Step.replacing("lists of people", "<person>(?:[,\\s]*(?:and)*[,\\s]*<person>)++", " people "),
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

    private static final List<Step> AFTER_HASHTAGS = List.of(
            Step.replacing("underscores and the like", "[_#\\\\]", " "),
            Step.replacing("quotes", "['\"`]", " \" "),
            Step.replacing("punctuation to commas", "[()\\[\\].,|:;?!=+~\\-/{}]", ","),
            Step.replacing("restore dots", KEPT_DOT, "."),
            Step.replacing("restore apostrophes", KEPT_QUOTE, "'"),
            Step.replacing("restore slashes", KEPT_SLASH, "/"),
            Step.replacing("repeated characters", "(\\D)\\1{3,}", "$1"),
            Step.replacing("merge quotes", "\\s*\"[\\s\"]*", " \" "),
            Step.replacing("merge commas", "\\s*,[\\s,]*", ", "),
            Step.replacing("merge blanks", "\\s+", " "),
            Step.replacing("outer commas and blanks", "^[, ]+|[, ]+$", ""),
            Step.replacing("leading blank", "^", " "));

    /** A character that Python's unidecode, and so the models' authors, spell in ASCII. */
    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]");

    private static final Pattern CAPITALS = Pattern.compile("[A-Z]+");

    private final List<Step> steps;

    /** @param words word frequencies for splitting hashtags, most frequent first; none leaves hashtags whole */
    public TextNormalizer(List<String> words) {
        this(() -> words);
    }

    /** @param words the same; asked when the first hashtag comes, for there may be millions */
    TextNormalizer(Supplier<List<String>> words) {
        Hashtags hashtags = new Hashtags(words);
        this.steps = Stream.of(BEFORE_HASHTAGS, List.of(new Step("hashtags", hashtags::split)), AFTER_HASHTAGS)
                .flatMap(List::stream)
                .toList();
    }

    /** The normalised prompt; it starts with one blank and is that blank alone when nothing is left. */
    public String normalize(String prompt) {
        String text = prompt;
        for (Step step : steps) {
            text = step.rewrite.apply(text).after();
        }
        return text;
    }

    /** The same step by step: what each was given and what it made of that. The last one's is the normalised prompt. */
    public List<NormalizationStep> trace(String prompt) {
        List<NormalizationStep> trace = new ArrayList<>();
        String text = prompt;
        for (Step step : steps) {
            NormalizationStep traced = step.traced(text);
            trace.add(traced);
            text = traced.after();
        }
        return trace;
    }

    /** A text between two steps for people to read: dots, apostrophes and slashes that must stay as they are in brackets. */
    public static String readable(String text) {
        return text.replace(KEPT_DOT, "\u27e6.\u27e7")
                .replace(KEPT_QUOTE, "\u27e6'\u27e7")
                .replace(KEPT_SLASH, "\u27e6/\u27e7");
    }

    private static Rewriting unescape(String text) {
        return Rewriting.compared(text, HtmlEscape.unescapeHtml(text));
    }

    private static Rewriting nameEmoji(String text) {
        List<IndexedEmoji> emojis = isAscii(text) ? List.of() : EmojiManager.extractEmojisInOrderWithIndex(text);
        return Rewriting.replacing(
                emojis.stream()
                        .map(emoji -> new Span(emoji.getCharIndex(), emoji.getEndCharIndex()))
                        .toList(),
                emojis.stream().map(emoji -> ":" + name(emoji.getEmoji()) + ":").toList(),
                text);
    }

    /** The name in the style of Python's emoji package: {@code thumbs_up_medium_skin_tone}, {@code France}. */
    private static String name(Emoji emoji) {
        return emoji.getDescription()
                .replaceFirst("^flag: ", "")
                .replaceAll("[,:]", "")
                .replace(' ', '_');
    }

    private static Rewriting transliterate(String text) {
        return Rewriting.replacing(NOT_ASCII, character -> Junidecode.unidecode(character.group()), text);
    }

    /** Of what is left after transliteration: ASCII. */
    private static Rewriting lowerCase(String text) {
        return Rewriting.replacing(CAPITALS, capitals -> capitals.group().toLowerCase(Locale.ROOT), text);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /** The step that knows words. */
    private static final class Hashtags {

        private static final Pattern HASHTAG = Pattern.compile("#(\\w+)");

        private final Supplier<List<String>> words;
        private HashtagSplitter splitter;

        Hashtags(Supplier<List<String>> words) {
            this.words = words;
        }

        Rewriting split(String text) {
            return Rewriting.replacing(HASHTAG, hashtag -> " " + splitter().split(hashtag.group(1)) + " ", text);
        }

        private synchronized HashtagSplitter splitter() {
            if (splitter == null) {
                splitter = new HashtagSplitter(words.get());
            }
            return splitter;
        }
    }
}
