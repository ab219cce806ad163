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

    /** Explains what stands at {@code cursor}: an option, or else the magic; empty if there is no such magic. */
    public Optional<DisplayData> explain(String code, int cursor, MagicLine line) {
        return magics.declaration(line.signedName())
                .flatMap(magic -> optionAt(magic, code, cursor, line).map(option -> new MagicHelp(magic)
                        .display(option, magics.candidates(line.signedName(), option))))
                .or(() -> explain(line.signedName()));
    }

    private Optional<DisplayData> explain(String signedName) {
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
        Optional<OptionSpec> valued = optionWithValue(magic, lastWord(typed.substring(0, wordStart)));
        if (valued.isPresent()) {
            return values(line.signedName(), valued.get(), List.of(), word, cursor);
        }
        int equals = word.indexOf('=');
        if (word.startsWith("-") && equals > 0) {
            return magic.option(word.substring(0, equals))
                    .map(option -> values(line.signedName(), option, List.of(), word.substring(equals + 1), cursor))
                    .orElseGet(() -> Completion.none(cursor));
        }
        if (word.startsWith("-")) {
            return new Completion(options(magic, word), start, cursor);
        }
        return magic.parameters().isEmpty()
                ? Completion.none(cursor)
                : values(
                        line.signedName(),
                        magic.parameters().get(0),
                        parameters(magic, MagicArguments.split(typed.substring(0, wordStart))),
                        word,
                        cursor);
    }

    private static List<Completion.Item> options(MagicDeclaration magic, String prefix) {
        List<Completion.Item> items = new ArrayList<>();
        for (OptionSpec option : magic.options()) {
            for (String name : MagicDeclaration.names(option)) {
                if (name.startsWith(prefix)) {
                    String value = option.arity().max() == 0 ? "" : option.paramLabel() + "  ";
                    items.add(new Completion.Item(name, "option", value + MagicDeclaration.description(option)));
                }
            }
        }
        return items;
    }

    /** The option that stands at an index, or whose value does. */
    private static Optional<OptionSpec> optionAt(MagicDeclaration magic, String code, int index, MagicLine line) {
        if (line.isInName(index)) {
            return Optional.empty();
        }
        int end = index;
        while (end < line.end() && !Character.isWhitespace(code.charAt(end))) {
            end++;
        }
        String typed = code.substring(line.argumentsStart(), end);
        String word = lastWord(typed);
        String before = typed.substring(0, typed.length() - word.length());
        return magic.option(word.replaceFirst("=.*", "")).or(() -> optionWithValue(magic, lastWord(before)));
    }

    /** The option of that name, if it takes a value. */
    private static Optional<OptionSpec> optionWithValue(MagicDeclaration magic, String word) {
        return magic.option(word).filter(option -> option.arity().max() > 0);
    }

    private static String lastWord(String text) {
        String line = text.stripTrailing();
        return line.substring(Math.max(line.lastIndexOf(' '), line.lastIndexOf('\t')) + 1);
    }

    /** The words that are neither options nor their values. */
    private static List<String> parameters(MagicDeclaration magic, List<String> words) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (optionWithValue(magic, words.get(i)).isPresent()) {
                i++;
            } else if (!words.get(i).startsWith("-")) {
                parameters.add(words.get(i));
            }
        }
        return parameters;
    }

    /**
     * Proposes values. Values of several words, such as {@code pull dalle-mini}, are proposed word by word, as far as they
     * begin with the words that were said before.
     */
    private Completion values(String signedName, ArgSpec argument, List<String> said, String typed, int cursor) {
        if (isPath(argument)) {
            return paths(typed, cursor);
        }
        List<String> values = magics.candidates(signedName, argument);
        String before = said.isEmpty() || values.stream().noneMatch(value -> value.contains(" "))
                ? ""
                : String.join(" ", said) + " ";
        List<String> words = values.stream()
                .filter(value -> value.startsWith(before))
                .map(value -> value.substring(before.length()).split(" ", 2)[0])
                .distinct()
                .toList();
        if (!before.isEmpty() && words.stream().anyMatch(PATH_LABEL.asMatchPredicate())) {
            return paths(typed, cursor);
        }
        List<Completion.Item> items = words.stream()
                .filter(word -> word.startsWith(typed))
                .map(word -> new Completion.Item(word, "value", argument.paramLabel()))
                .toList();
        return new Completion(items, cursor - typed.length(), cursor);
    }

    private static Completion paths(String typed, int cursor) {
        return PathCompletion.complete(typed.startsWith("\"") ? typed.substring(1) : typed, cursor);
    }

    private static boolean isPath(ArgSpec argument) {
        return argument.auxiliaryTypes()[0] == Path.class
                || argument.type() == Path.class
                || argument.type() == File.class
                || PATH_LABEL.matcher(argument.paramLabel()).matches();
    }
}
