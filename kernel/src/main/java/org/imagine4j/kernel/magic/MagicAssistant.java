package org.imagine4j.kernel.magic;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.imagine4j.kernel.core.Completion;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completes and explains magics while they are being typed, from their declarations. */
public final class MagicAssistant {
    private static final Pattern PATH_LABEL = Pattern.compile(".*\\b(FILE|PATH|FOLDER|DIR)\\b.*");

    private final KernelMagics magics;

    public MagicAssistant(KernelMagics magics) {
        this.magics = magics;
    }

    /** Proposes what could stand at {@code cursor} in a magic's line: its name, an option, a value. */
    public Completion complete(String code, int cursor, MagicLine line) {
        return line.isInName(cursor) ? completeName(code, cursor, line) : completeArgument(code, cursor, line);
    }

    /** Explains a magic by its declaration; empty if there is no such magic. */
    public Optional<DisplayData> explain(String signedName) {
        Optional<DisplayData> help = magics.declaration(signedName).map(magic -> new MagicHelp(magic).display());
        if (help.isPresent() || !magics.signedNames().contains(signedName)) {
            return help;
        }
        return Optional.of(new DisplayData(
                signedName + "\n\nThis magic declares nothing about itself; " + signedName + " --help may tell more."));
    }

    private Completion completeName(String code, int cursor, MagicLine line) {
        String prefix = code.substring(line.nameStart(), cursor);
        List<Completion.Item> items = magics.signedNames().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> new Completion.Item(name, "magic", magics.summary(name)))
                .toList();
        return new Completion(items, line.nameStart(), cursor);
    }

    private Completion completeArgument(String code, int cursor, MagicLine line) {
        MagicDeclaration magic = magics.declaration(line.signedName()).orElse(null);
        if (magic == null) {
            return Completion.none(cursor);
        }
        String typed = code.substring(line.argumentsStart(), cursor);
        int wordStart = Math.max(typed.lastIndexOf(' '), typed.lastIndexOf('\t')) + 1;
        String word = typed.substring(wordStart);
        int start = line.argumentsStart() + wordStart;
        OptionSpec valued = optionWithValue(magic, typed.substring(0, wordStart).strip());
        if (valued != null) {
            return values(line.signedName(), valued, word, start, cursor);
        }
        int equals = word.indexOf('=');
        if (word.startsWith("-") && equals > 0) {
            OptionSpec option = magic.spec().findOption(word.substring(0, equals));
            return option == null
                    ? Completion.none(cursor)
                    : values(line.signedName(), option, word.substring(equals + 1), start + equals + 1, cursor);
        }
        if (word.startsWith("-")) {
            return new Completion(options(magic, word), start, cursor);
        }
        return magic.parameters().isEmpty()
                ? Completion.none(cursor)
                : values(line.signedName(), magic.parameters().get(0), word, start, cursor);
    }

    private static List<Completion.Item> options(MagicDeclaration magic, String prefix) {
        List<Completion.Item> items = new ArrayList<>();
        for (OptionSpec option : magic.options()) {
            for (String name : option.names()) {
                if (name.startsWith(prefix)) {
                    String value = option.arity().max() == 0 ? "" : option.paramLabel() + "  ";
                    items.add(new Completion.Item(name, "option", value + MagicDeclaration.description(option)));
                }
            }
        }
        return items;
    }

    /** The option that still lacks its value at the end of what was typed; null if there is none. */
    private static OptionSpec optionWithValue(MagicDeclaration magic, String before) {
        String last = before.substring(Math.max(before.lastIndexOf(' '), before.lastIndexOf('\t')) + 1);
        OptionSpec option = last.startsWith("-") ? magic.spec().findOption(last) : null;
        return option != null && option.arity().max() > 0 ? option : null;
    }

    private Completion values(String signedName, ArgSpec argument, String typed, int start, int cursor) {
        if (isPath(argument)) {
            String path = typed.startsWith("\"") ? typed.substring(1) : typed;
            return PathCompletion.complete(path, cursor);
        }
        List<Completion.Item> items = magics.candidates(signedName, argument).stream()
                .filter(value -> value.startsWith(typed))
                .map(value -> new Completion.Item(value, "value", argument.paramLabel()))
                .toList();
        return new Completion(items, start, cursor);
    }

    private static boolean isPath(ArgSpec argument) {
        return argument.auxiliaryTypes()[0] == Path.class
                || argument.type() == Path.class
                || argument.type() == File.class
                || PATH_LABEL.matcher(argument.paramLabel()).matches();
    }
}
