package org.imagine4j.kernel.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A documentation comment, as text and as HTML.
 *
 * @param body the main description, in the HTML and inline tags of documentation comments
 * @param tags the block tags in their order
 */
public record Javadoc(String body, List<Tag> tags) {
    private static final Pattern INLINE = Pattern.compile(
            "\\{@(code|literal|link|linkplain|value|inheritDoc|systemProperty|index|summary|snippet)\\b\\s*"
                    + "((?:[^{}]|\\{[^{}]*\\})*)\\}");
    private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@(\\w+)\\s*");
    private static final Pattern COMMENT = Pattern.compile("^\\s*/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    /** A block tag: its name without the sign, and what follows. */
    public record Tag(String name, String text) {}

    /** Reads the inside of a comment: without its slashes and leading asterisks. */
    public static Javadoc parse(String inside) {
        Matcher matcher = BLOCK_TAG.matcher(inside);
        List<Tag> tags = new ArrayList<>();
        int end = inside.length();
        int from = matcher.find() ? matcher.start() : end;
        String body = inside.substring(0, from).strip();
        while (from < end) {
            String name = matcher.group(1);
            int text = matcher.end();
            from = matcher.find() ? matcher.start() : end;
            tags.add(new Tag(name, inside.substring(text, from).strip().replaceAll("\\s+", " ")));
        }
        return new Javadoc(body, List.copyOf(tags));
    }

    /** The comment that stands in front of a declaration; empty if there is none. */
    public static Optional<Javadoc> before(String source) {
        Matcher matcher = COMMENT.matcher(source);
        return matcher.find()
                ? Optional.of(parse(matcher.group(1).replaceAll("(?m)^\\s*\\*? ?", "")))
                : Optional.empty();
    }

    /** What a comment says of a parameter or a record's component; empty if nothing. */
    public Optional<Javadoc> ofParameter(String name) {
        return tags.stream()
                .filter(tag -> tag.name().equals("param") && tag.text().startsWith(name + " "))
                .map(tag -> new Javadoc(tag.text().substring(name.length() + 1), List.of()))
                .findFirst();
    }

    /** For a fixed-width font. */
    public String text() {
        List<String> lines = new ArrayList<>();
        if (!body.isEmpty()) {
            lines.add(plain(body));
        }
        for (Tag tag : tags) {
            lines.add("  @" + tag.name() + " " + plain(tag.text()));
        }
        return String.join("\n", lines);
    }

    /** For a page. Scripts and the like have no place in documentation and are left out. */
    public String html() {
        StringBuilder html = new StringBuilder("<div>").append(inlineHtml(body)).append("</div>");
        if (!tags.isEmpty()) {
            html.append("<dl>");
            for (Tag tag : tags) {
                String[] parts = hasSubject(tag) ? tag.text().split("\\s+", 2) : new String[] {"", tag.text()};
                html.append("<dt>").append(Html.escape(heading(tag)));
                html.append(parts[0].isEmpty() ? "" : " <code>" + Html.escape(parts[0]) + "</code>");
                html.append("</dt><dd>")
                        .append(parts.length > 1 ? inlineHtml(parts[1]) : "")
                        .append("</dd>");
            }
            html.append("</dl>");
        }
        return html.toString();
    }

    private static boolean hasSubject(Tag tag) {
        return switch (tag.name()) {
            case "param", "throws", "exception" -> true;
            default -> false;
        };
    }

    private static String heading(Tag tag) {
        return switch (tag.name()) {
            case "param" -> "Parameter";
            case "return" -> "Returns";
            case "throws", "exception" -> "Throws";
            case "see" -> "See";
            case "since" -> "Since";
            default -> "@" + tag.name();
        };
    }

    private static String plain(String text) {
        return inline(text, "")
                .replaceAll("(?i)<li>", "\n  \u2022 ")
                .replaceAll("(?i)<(p|/ul|/ol|/table|/tr|/pre|br|h\\d)\\b[^>]*>", "\n")
                .replaceAll("<[/\\w][^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .lines()
                .map(String::strip)
                .collect(Collectors.joining("\n"))
                .replaceAll("\n+(?=\u2022)", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private static String inlineHtml(String text) {
        return inline(text, "code")
                .replaceAll("(?i)\\s+on\\w+\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>]+)", "")
                .replaceAll("(?i)javascript:", "");
    }

    /** Inline tags in HTML, set in an element of that name; without what a page should not run. */
    private static String inline(String text, String element) {
        String open = element.isEmpty() ? "" : "<" + element + ">";
        String close = element.isEmpty() ? "" : "</" + element + ">";
        return INLINE.matcher(text.replaceAll("(?is)<(script|style|iframe|object)\\b.*?</\\1>", ""))
                .replaceAll(match ->
                        Matcher.quoteReplacement(open + Html.escape(content(match.group(1), match.group(2))) + close));
    }

    /** A link shows its label, or else its target as Java writes it. */
    private static String content(String tag, String content) {
        if (!tag.startsWith("link")) {
            return content.strip();
        }
        String[] parts = content.strip().split("\\s+(?![^()]*\\))", 2);
        return parts.length > 1 ? parts[1] : parts[0].replaceFirst("^#", "").replace('#', '.');
    }
}
