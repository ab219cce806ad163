package org.imagine4j.kernel.notebook;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.imagine4j.kernel.core.Completeness;
import org.imagine4j.kernel.core.Completion;
import org.imagine4j.kernel.core.MimeBundle;
import org.imagine4j.kernel.jshell.JavaEngine;
import org.imagine4j.kernel.magic.CellMagicCall;
import org.imagine4j.kernel.magic.KernelMagics;
import org.imagine4j.kernel.magic.LineMagicTranslator;

/** Helps while code is being written: completion, documentation, and whether it is complete. */
final class CodeAssistant {
    private static final Pattern MAGIC_PREFIX = Pattern.compile("(?:^|=)\\s*(%%?[\\p{L}\\p{N}_.-]*)$");
    private static final int INDENT = 4;

    private final Supplier<JavaEngine> engine;
    private final KernelMagics magics;
    private final LineMagicTranslator translator;

    CodeAssistant(Supplier<JavaEngine> engine, KernelMagics magics, LineMagicTranslator translator) {
        this.engine = engine;
        this.magics = magics;
        this.translator = translator;
    }

    Completion complete(String code, int cursor) {
        Matcher magic = MAGIC_PREFIX.matcher(code.substring(code.lastIndexOf('\n', cursor - 1) + 1, cursor));
        if (magic.find()) {
            return completeMagic(magic.group(1), cursor);
        }
        if (CellMagicCall.parse(code).isPresent()) {
            return Completion.none(cursor);
        }
        int[] anchor = {cursor};
        Map<String, Completion.Item> items = new LinkedHashMap<>();
        for (Suggestion suggestion : engine.get().complete(translator.mask(code), cursor, anchor)) {
            String text = suggestion.continuation();
            items.putIfAbsent(text, new Completion.Item(text, kind(text), ""));
        }
        return new Completion(List.copyOf(items.values()), anchor[0], cursor);
    }

    Optional<MimeBundle> inspect(String code, int cursor, int detail) {
        String name = nameAt(code, cursor);
        List<String> signed = magics.signedNames();
        if (name.startsWith("%") && signed.contains(name)) {
            return Optional.of(MimeBundle.of("text/plain", (name + "\n" + magics.summary(name)).strip()));
        }
        List<Documentation> found = documentation(translator.mask(code), cursor);
        List<String> paragraphs = new ArrayList<>(engine.get().declarations(name));
        for (Documentation documentation : found) {
            paragraphs.add(documentation.signature());
            if (documentation.javadoc() != null) {
                paragraphs.add(documentation.javadoc());
            }
        }
        if (paragraphs.isEmpty()) {
            return Optional.empty();
        }
        String text = String.join("\n", paragraphs.stream().distinct().toList());
        JsonObject data = new JsonObject();
        data.addProperty("text/plain", text);
        return Optional.of(new MimeBundle(data, new JsonObject(), new JsonObject()));
    }

    /** JShell explains a call from within its parentheses, and a name from its end. */
    private List<Documentation> documentation(String code, int cursor) {
        int end = endOfName(code, cursor);
        boolean call = end < code.length() && code.charAt(end) == '(';
        List<Documentation> found = List.of();
        for (int position : new int[] {call ? end + 1 : cursor, cursor, end}) {
            if (found.isEmpty()) {
                found = engine.get().documentation(code, position, true);
            }
        }
        return found;
    }

    Completeness isComplete(String code) {
        Optional<CellMagicCall> cellMagic = CellMagicCall.parse(code);
        if (cellMagic.isPresent()) {
            return code.endsWith("\n") ? Completeness.COMPLETE : Completeness.incomplete("");
        }
        SourceCodeAnalysis.Completeness completeness = engine.get().completeness(translator.mask(code));
        return switch (completeness) {
            case COMPLETE, COMPLETE_WITH_SEMI, EMPTY -> Completeness.COMPLETE;
            case CONSIDERED_INCOMPLETE -> Completeness.COMPLETE;
            case DEFINITELY_INCOMPLETE -> Completeness.incomplete(indentAfter(code));
            case UNKNOWN -> Completeness.INVALID;
        };
    }

    private Completion completeMagic(String prefix, int cursor) {
        List<Completion.Item> items = magics.signedNames().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> new Completion.Item(name, "magic", magics.summary(name)))
                .toList();
        return new Completion(items, cursor - prefix.length(), cursor);
    }

    private static String kind(String text) {
        if (text.endsWith("(") || text.endsWith(")")) {
            return "function";
        }
        return !text.isEmpty() && Character.isUpperCase(text.charAt(0)) ? "class" : "";
    }

    private static String nameAt(String code, int cursor) {
        int start = cursor;
        while (start > 0 && isNamePart(code.charAt(start - 1))) {
            start--;
        }
        return code.substring(start, endOfName(code, cursor));
    }

    private static int endOfName(String code, int cursor) {
        int end = cursor;
        while (end < code.length() && isNamePart(code.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c) {
        return Character.isJavaIdentifierPart(c) || c == '%';
    }

    private static String indentAfter(String code) {
        int depth = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            depth += c == '{' || c == '(' ? 1 : c == '}' || c == ')' ? -1 : 0;
        }
        return " ".repeat(INDENT * Math.max(0, depth));
    }
}
