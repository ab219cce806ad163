package org.imagine4j.kernel.notebook;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.imagine4j.kernel.core.Completion;
import org.imagine4j.kernel.core.MimeBundle;
import org.imagine4j.kernel.jshell.JavaEngine;
import org.imagine4j.kernel.jshell.Member;
import org.imagine4j.kernel.magic.PathCompletion;
import org.imagine4j.kernel.render.Html;
import org.imagine4j.kernel.render.Javadoc;

/** Completes and explains Java. */
final class JavaAssistant {
    private static final int MIN_KEYWORD_PREFIX = 2;
    private static final Set<String> KEYWORDS = Set.of(
            ("abstract assert boolean break byte case catch char class const continue default do double else enum extends"
                            + " false final finally float for goto if implements import instanceof int interface long"
                            + " native new null package permits private protected public record return sealed short"
                            + " static strictfp super switch synchronized this throw throws transient true try var void"
                            + " volatile while yield")
                    .split(" "));
    private static final Pattern PARAMETER_NAME = Pattern.compile("(?<=[\\w\\]>.]) \\w+(?=[,)])");

    private final Supplier<JavaEngine> engine;

    JavaAssistant(Supplier<JavaEngine> engine) {
        this.engine = engine;
    }

    Completion complete(String java, int cursor) {
        Optional<String> literal = openLiteral(java, cursor);
        if (literal.isPresent()) {
            return PathCompletion.complete(literal.get(), cursor);
        }
        int[] anchor = {cursor};
        List<Suggestion> suggestions = engine.get().complete(java, cursor, anchor);
        Map<String, Member> members =
                suggestions.isEmpty() ? Map.of() : engine.get().members(java, anchor[0]);
        int name = startOfName(java, cursor);
        boolean afterDot = name > 0 && java.charAt(name - 1) == '.';
        Map<String, Completion.Item> items = new LinkedHashMap<>();
        for (Suggestion suggestion : suggestions) {
            String text = suggestion.continuation();
            items.putIfAbsent(text, item(text, members.get(text.replaceAll("\\W.*", "")), afterDot));
        }
        int start = anchor[0];
        String typed = java.substring(name, cursor);
        if (!afterDot && typed.length() >= MIN_KEYWORD_PREFIX) {
            start = name;
            KEYWORDS.stream()
                    .filter(word -> word.startsWith(typed))
                    .sorted()
                    .forEach(word -> items.putIfAbsent(word, new Completion.Item(word, "keyword", "")));
        }
        return new Completion(List.copyOf(items.values()), start, cursor);
    }

    Optional<MimeBundle> inspect(String java, int cursor) {
        String name = nameAt(java, cursor);
        List<String> signatures = new ArrayList<>();
        List<Javadoc> comments = new ArrayList<>();
        for (JavaEngine.Declared declared : engine.get().declarations(name)) {
            signatures.add(declared.signature());
            Javadoc.before(declared.source()).ifPresent(comments::add);
        }
        for (Documentation documentation : documentation(java, cursor)) {
            signatures.add(documentation.signature());
            Optional.ofNullable(documentation.javadoc()).map(Javadoc::parse).ifPresent(comments::add);
        }
        if (signatures.isEmpty()) {
            return Optional.empty();
        }
        List<String> distinct = signatures.stream()
                .distinct()
                .filter(signature -> signatures.stream().noneMatch(other -> isMoreOf(signature, other)))
                .toList();
        List<Javadoc> told = comments.stream().distinct().toList();
        JsonObject data = new JsonObject();
        data.addProperty(
                "text/plain",
                String.join(
                        "\n",
                        Stream.concat(distinct.stream(), told.stream().map(comment -> "\n" + comment.text()))
                                .toList()));
        data.addProperty(
                "text/html",
                "<pre style=\"margin:0\">" + Html.escape(String.join("\n", distinct)) + "</pre>"
                        + String.join("<hr>", told.stream().map(Javadoc::html).toList()));
        return Optional.of(new MimeBundle(data, new JsonObject(), new JsonObject()));
    }

    /** Whether {@code other} is the same signature with the names of the parameters. */
    private static boolean isMoreOf(String signature, String other) {
        return !other.equals(signature)
                && PARAMETER_NAME.matcher(other).replaceAll("").equals(signature);
    }

    /** JShell explains a call from within its parentheses, and a type from its end. */
    private List<Documentation> documentation(String java, int cursor) {
        int end = endOfName(java, cursor);
        boolean call = end < java.length() && java.charAt(end) == '(';
        List<Documentation> found = call ? engine.get().documentation(java, end + 1, true) : List.of();
        for (int position : new int[] {cursor, end}) {
            if (found.isEmpty()) {
                found = engine.get().documentation(java, position, true);
            }
        }
        return found.isEmpty() && end > 0
                ? engine.get().documentation(java.substring(0, end) + "(", end + 1, true)
                : found;
    }

    private static Completion.Item item(String text, Member member, boolean afterDot) {
        if (member != null) {
            return new Completion.Item(text, member.kind(), member.signature());
        }
        boolean upper = !text.isEmpty() && Character.isUpperCase(text.charAt(0));
        String kind = text.endsWith("(") || text.endsWith(")")
                ? "function"
                : KEYWORDS.contains(text.strip()) ? "keyword" : upper ? "class" : afterDot ? "module" : "";
        return new Completion.Item(text, kind, "");
    }

    /** What has been typed of the string in which the cursor stands; empty if it stands in none. */
    private static Optional<String> openLiteral(String java, int cursor) {
        int lineStart = java.lastIndexOf('\n', cursor - 1) + 1;
        int opened = -1;
        for (int i = lineStart; i < cursor; i++) {
            char c = java.charAt(i);
            if (opened >= 0 && c == '\\') {
                i++;
            } else if (opened < 0 && c == '\'') {
                int close = java.indexOf('\'', i + (java.startsWith("\\", i + 1) ? 3 : 2));
                i = close < 0 || close - i > 8 ? i : close;
            } else if (opened < 0 && java.startsWith("//", i)) {
                return Optional.empty();
            } else if (c == '"') {
                opened = opened < 0 ? i : -1;
            }
        }
        return opened < 0 ? Optional.empty() : Optional.of(java.substring(opened + 1, cursor));
    }

    private static String nameAt(String java, int cursor) {
        return java.substring(startOfName(java, cursor), endOfName(java, cursor));
    }

    private static int startOfName(String java, int cursor) {
        int start = cursor;
        while (start > 0 && Character.isJavaIdentifierPart(java.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int endOfName(String java, int cursor) {
        int end = cursor;
        while (end < java.length() && Character.isJavaIdentifierPart(java.charAt(end))) {
            end++;
        }
        return end;
    }
}
