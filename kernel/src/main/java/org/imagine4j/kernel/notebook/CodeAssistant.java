package org.imagine4j.kernel.notebook;

import java.util.Optional;
import java.util.function.Supplier;
import jdk.jshell.SourceCodeAnalysis;
import org.imagine4j.kernel.core.Completeness;
import org.imagine4j.kernel.core.Completion;
import org.imagine4j.kernel.core.MimeBundle;
import org.imagine4j.kernel.jshell.JavaEngine;
import org.imagine4j.kernel.magic.CellMagicCall;
import org.imagine4j.kernel.magic.KernelMagics;
import org.imagine4j.kernel.magic.LineMagicTranslator;
import org.imagine4j.kernel.magic.MagicAssistant;
import org.imagine4j.kernel.magic.MagicLine;
import org.imagine4j.kernel.sources.LibraryComments;

/** Helps while code is being written: completion, documentation, and whether it is complete. */
final class CodeAssistant {
    private static final int INDENT = 4;

    private final Supplier<JavaEngine> engine;
    private final KernelMagics magics;
    private final LineMagicTranslator translator;
    private final Bundles bundles;
    private final MagicAssistant magicAssistant;
    private final JavaAssistant javaAssistant;

    CodeAssistant(
            Supplier<JavaEngine> engine,
            KernelMagics magics,
            LineMagicTranslator translator,
            Bundles bundles,
            LibraryComments libraries) {
        this.engine = engine;
        this.magics = magics;
        this.translator = translator;
        this.bundles = bundles;
        this.magicAssistant = new MagicAssistant(magics);
        this.javaAssistant = new JavaAssistant(engine, libraries);
    }

    Completion complete(String code, int cursor) {
        Optional<MagicLine> magic = MagicLine.at(code, cursor);
        if (magic.isPresent()) {
            Completion completion = magicAssistant.complete(code, cursor, magic.get());
            if (!completion.items().isEmpty() || !isJava(magic.get(), cursor)) {
                return completion;
            }
        }
        return javaIn(code, magic)
                .map(java -> javaAssistant.complete(java, cursor))
                .orElseGet(() -> Completion.none(cursor));
    }

    Optional<MimeBundle> inspect(String code, int cursor) {
        Optional<MagicLine> magic = MagicLine.at(code, cursor);
        if (magic.isPresent() && !isJava(magic.get(), cursor)) {
            return magicAssistant.explain(code, cursor, magic.get()).map(bundles::bundle);
        }
        return javaIn(code, magic).flatMap(java -> javaAssistant.inspect(java, cursor));
    }

    Completeness isComplete(String code) {
        Optional<CellMagicCall> cellMagic = CellMagicCall.parse(code);
        if (cellMagic.isPresent()) {
            return code.endsWith("\n") ? Completeness.COMPLETE : Completeness.incomplete("");
        }
        if (Question.parse(code).isPresent()) {
            return Completeness.COMPLETE;
        }
        SourceCodeAnalysis.Completeness completeness = engine.get().completeness(translator.mask(code));
        return switch (completeness) {
            case COMPLETE, COMPLETE_WITH_SEMI, EMPTY -> Completeness.COMPLETE;
            case CONSIDERED_INCOMPLETE -> Completeness.COMPLETE;
            case DEFINITELY_INCOMPLETE -> Completeness.incomplete(indentAfter(code));
            case UNKNOWN -> Completeness.INVALID;
        };
    }

    private boolean isJava(MagicLine magic, int cursor) {
        return !magic.isInName(cursor) && magics.takesJava(magic.signedName());
    }

    /**
     * The Java of a cell, every character where it was: magics are overwritten, except for the Java that they are about.
     * Empty if the cell is another language's.
     */
    private Optional<String> javaIn(String code, Optional<MagicLine> magic) {
        Optional<CellMagicCall> cellMagic = CellMagicCall.parse(code);
        if (cellMagic.isPresent() && !magics.takesJava("%%" + cellMagic.get().name())) {
            return Optional.empty();
        }
        if (magic.isPresent() && magics.takesJava(magic.get().signedName())) {
            int start = magic.get().nameStart();
            int behind = magic.get().argumentsStart();
            int end = behind
                    + magics.javaStart(
                            magic.get().signedName(),
                            code.substring(behind, magic.get().end()));
            return Optional.of(translator.mask(code.substring(0, start)) + ";" + " ".repeat(end - start - 1)
                    + code.substring(end));
        }
        if (cellMagic.isPresent()) {
            int body = code.length() - cellMagic.get().body().length();
            return Optional.of(" ".repeat(Math.max(0, body - 1))
                    + (body > 0 ? "\n" : "")
                    + translator.mask(cellMagic.get().body()));
        }
        return Optional.of(translator.mask(code));
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
