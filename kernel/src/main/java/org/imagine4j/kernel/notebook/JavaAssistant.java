package org.imagine4j.kernel.notebook;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.imagine4j.kernel.core.Completion;
import org.imagine4j.kernel.core.MimeBundle;
import org.imagine4j.kernel.jshell.JavaEngine;
import org.imagine4j.kernel.jshell.Member;
import org.imagine4j.kernel.magic.PathCompletion;
import org.imagine4j.kernel.render.Html;
import org.imagine4j.kernel.render.Javadoc;
import org.imagine4j.kernel.sources.Explanation;
import org.imagine4j.kernel.sources.LibraryComments;

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

    private static final Pattern NAME_AND_TYPE = Pattern.compile("([\\w$.]+):([^:()]+)");

    private final Supplier<JavaEngine> engine;
    private final LibraryComments libraries;

    JavaAssistant(Supplier<JavaEngine> engine, LibraryComments libraries) {
        this.engine = engine;
        this.libraries = libraries;
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
        List<Explanation> told = new ArrayList<>();
        for (JavaEngine.Declared declared : engine.get().declarations(nameAt(java, cursor))) {
            told.add(new Explanation(declared.signature(), Javadoc.before(declared.source())));
        }
        List<Explanation> ofLibrary = told.isEmpty() ? ofLibrary(java, cursor) : List.of();
        told.addAll(ofLibrary);
        if (ofLibrary.isEmpty()) {
            for (Documentation documentation : documentation(java, cursor)) {
                told.add(new Explanation(
                        readable(documentation.signature(), java, cursor),
                        Optional.ofNullable(documentation.javadoc()).map(Javadoc::parse)));
            }
        }
        return told.isEmpty() ? Optional.empty() : Optional.of(bundle(merged(told)));
    }

    /** JShell writes {@code name:type} for a variable, and a class's name for its head. */
    private String readable(String signature, String java, int cursor) {
        Matcher variable = NAME_AND_TYPE.matcher(signature);
        if (variable.matches()) {
            return variable.group(2) + " " + variable.group(1);
        }
        return engine.get().referents(java, startOfName(java, cursor), endOfName(java, cursor)).stream()
                .filter(element -> element instanceof Class<?> type && signature.equals(type.getCanonicalName()))
                .map(type -> ((Class<?>) type).toGenericString().replace("abstract interface", "interface"))
                .map(head -> head.replace('$', '.'))
                .findFirst()
                .orElse(signature);
    }

    /** What libraries' sources say of the name at the cursor, or of the call in whose parentheses it stands. */
    private List<Explanation> ofLibrary(String java, int cursor) {
        List<Explanation> told = explained(java, cursor);
        for (int call = cursor; told.isEmpty() && call > 0; ) {
            call = openedBefore(java, call);
            told = call < 0 ? told : explained(java, call);
        }
        return told;
    }

    private List<Explanation> explained(String java, int cursor) {
        return engine.get().referents(java, startOfName(java, cursor), endOfName(java, cursor)).stream()
                .flatMap(element -> libraries.of(element).stream())
                .toList();
    }

    /** The index of the parenthesis that is open at {@code cursor}; -1 if none is. */
    private static int openedBefore(String java, int cursor) {
        int depth = 0;
        for (int i = cursor - 1; i >= 0; i--) {
            char c = java.charAt(i);
            depth += c == ')' ? 1 : c == '(' ? -1 : 0;
            if (depth < 0) {
                return i;
            }
            if (c == ';' || c == '{' || c == '}') {
                return -1;
            }
        }
        return -1;
    }

    /** JShell explains what cells have declared as well, there with the names of parameters but without the comment. */
    private static List<Explanation> merged(List<Explanation> told) {
        List<Explanation> distinct = told.stream().distinct().toList();
        List<Explanation> merged = new ArrayList<>();
        for (Explanation one : distinct) {
            boolean more = distinct.stream().anyMatch(other -> isMoreOf(one.signature(), other.signature()));
            if (!more) {
                Optional<Javadoc> comment = one.comment().or(() -> distinct.stream()
                        .filter(other -> isMoreOf(other.signature(), one.signature()))
                        .flatMap(other -> other.comment().stream())
                        .findFirst());
                merged.add(new Explanation(one.signature(), comment));
            }
        }
        return merged;
    }

    /** Overloads without a comment stand close together, the others with their comment below. */
    private static MimeBundle bundle(List<Explanation> told) {
        StringBuilder text = new StringBuilder();
        StringBuilder html = new StringBuilder();
        boolean apart = false;
        for (Explanation one : told) {
            text.append(text.isEmpty() ? "" : apart ? "\n\n" : "\n").append(one.signature());
            html.append(apart ? "<hr>" : "")
                    .append("<pre style=\"margin:0\">")
                    .append(Html.escape(one.signature()))
                    .append("</pre>");
            one.comment().ifPresent(comment -> {
                text.append("\n\n").append(comment.text());
                html.append(comment.html());
            });
            apart = one.comment().isPresent();
        }
        JsonObject data = new JsonObject();
        data.addProperty("text/plain", text.toString());
        data.addProperty("text/html", html.toString());
        return new MimeBundle(data, new JsonObject(), new JsonObject());
    }

    /** Whether {@code other} is the same signature with the names of the parameters. */
    private static boolean isMoreOf(String signature, String other) {
        return !other.equals(signature)
                && PARAMETER_NAME.matcher(other).replaceAll("").replace(" ", "").equals(signature.replace(" ", ""));
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
