package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An HTML element. Whatever text and attribute values it is given are escaped, so untrusted text can go anywhere.
 *
 * <p>Text is also kept from being read as mathematics, which notebooks do with {@code $…$} and {@code \(…\)} in HTML
 * output: the characters that start a formula stand in elements of their own.
 */
public final class Html {

    private static final Set<String> WITHOUT_CONTENT = Set.of("img", "br", "input");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<String> content = new ArrayList<>();

    private Html(String name) {
        this.name = name;
    }

    /** An empty element; {@code name} is the program's own, not escaped. */
    public static Html element(String name) {
        return new Html(name);
    }

    /**
     * Rules for the elements beside it; the program's own, not escaped.
     *
     * @throws IllegalArgumentException if they could end early, which no rules of ours do
     */
    static Html stylesheet(String css) {
        if (css.contains("<")) {
            throw new IllegalArgumentException("A stylesheet has no tags: " + css);
        }
        Html sheet = new Html("style");
        sheet.content.add(css);
        return sheet;
    }

    /** Sets an attribute; {@code attribute} is the program's own, not escaped. */
    public Html with(String attribute, Object value) {
        attributes.put(attribute, escape(String.valueOf(value)));
        return this;
    }

    /** Sets the inline style. */
    public Html style(String css) {
        return with("style", css);
    }

    /**
     * Hides it unless a stylesheet shows it with {@code !important}: twice over, because of what a page takes away of
     * untrusted HTML differs.
     */
    Html hidden() {
        return with("hidden", "").style("display:none");
    }

    /** Appends text. */
    public Html text(Object value) {
        content.add(
                escape(String.valueOf(value)).replace("\\", "<span>\\</span>").replace("$", "<span>$</span>"));
        return this;
    }

    /** Appends an element. */
    public Html add(Html child) {
        content.add(child.toString());
        return this;
    }

    /** Appends elements. */
    public Html addAll(Iterable<Html> children) {
        children.forEach(this::add);
        return this;
    }

    @Override
    public String toString() {
        StringBuilder html = new StringBuilder("<").append(name);
        attributes.forEach((attribute, value) ->
                html.append(' ').append(attribute).append("=\"").append(value).append('"'));
        html.append('>');
        if (!WITHOUT_CONTENT.contains(name)) {
            content.forEach(html::append);
            html.append("</").append(name).append('>');
        }
        return html.toString();
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(printable(character) ? character : '\uFFFD');
            }
        });
        return escaped.toString();
    }

    /** Half a surrogate pair, non-characters and control characters mean nothing in HTML. */
    private static boolean printable(int character) {
        boolean halfPair = Character.MIN_SURROGATE <= character && character <= Character.MAX_SURROGATE;
        boolean nonCharacter = (character & 0xFFFE) == 0xFFFE;
        boolean control = Character.isISOControl(character) && character != '\n' && character != '\t';
        return !halfPair && !nonCharacter && !control;
    }
}
