package org.imagine4j.kernel.magic;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a magic says of itself, read from picocli's annotations once it is asked for. */
public final class MagicDeclaration {
    private final String signedName;
    private final CommandSpec spec;

    private MagicDeclaration(String signedName, CommandSpec spec) {
        this.signedName = signedName;
        this.spec = spec;
    }

    /**
     * Reads a declaration.
     *
     * @param signedName the form of the magic that is asked about, such as {@code %time}
     * @param annotated an object whose class has the annotations
     */
    static MagicDeclaration of(String signedName, Object annotated) {
        return new MagicDeclaration(signedName, new CommandLine(annotated).getCommandSpec());
    }

    /** The magic with its percent signs. */
    public String signedName() {
        return signedName;
    }

    /** What it is for, in a line. */
    public String summary() {
        return String.join(" ", spec.usageMessage().header());
    }

    /** More about it, a paragraph a line. */
    public List<String> details() {
        return List.of(spec.usageMessage().description());
    }

    /** Lines that could be typed. */
    public List<String> examples() {
        return List.of(spec.usageMessage().footer());
    }

    /** The magic with its options and parameters: {@code %time [OPTIONS] CODE}. */
    public String synopsis() {
        return Stream.concat(
                        Stream.of(signedName, "[OPTIONS]"),
                        spec.positionalParameters().stream()
                                .filter(parameter -> !parameter.hidden())
                                .map(PositionalParamSpec::paramLabel))
                .collect(Collectors.joining(" "));
    }

    /** The parameters that are not options. */
    public List<PositionalParamSpec> parameters() {
        return spec.positionalParameters();
    }

    /** The options in the order of their declaration, help last. */
    public List<OptionSpec> options() {
        return spec.options().stream()
                .filter(option -> !option.hidden())
                .sorted(Comparator.comparingInt(OptionSpec::order))
                .toList();
    }

    /** The option that is typed so, such as {@code --runs}; empty if there is none. */
    Optional<OptionSpec> option(String name) {
        return options().stream().filter(option -> names(option).contains(name)).findFirst();
    }

    /** How an option is written: {@code -n, --runs N}. */
    public static String label(OptionSpec option) {
        String names = String.join(
                ", ",
                Stream.of(option.names())
                        .map(name -> option.negatable() ? name.replaceFirst("^--", "--[no-]") : name)
                        .toList());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    /** Everything that can be typed for an option: {@code --preview}, {@code --no-preview}. */
    static List<String> names(OptionSpec option) {
        return Stream.concat(
                        Stream.of(option.names()),
                        option.negatable()
                                ? Stream.of(option.names())
                                        .filter(name -> name.startsWith("--"))
                                        .map(name -> name.replaceFirst("^--", "--no-"))
                                : Stream.of())
                .toList();
    }

    /** What an option does. */
    public static String description(OptionSpec option) {
        return String.join(" ", option.description());
    }

    CommandSpec spec() {
        return spec;
    }
}
