package org.imagine4j.magics.option;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How a magic is called: fills its options from what was typed, and explains them.
 *
 * @param <O> the magic's options
 */
public final class Usage<O extends MagicOptions> {

    /** Ends the options; what follows is taken as it stands. */
    private static final String END_OF_OPTIONS = "--";

    /** What somebody means as an option; a dash before a digit or on its own is part of a prompt. */
    private static final Pattern OPTION = Pattern.compile("--?\\p{L}[\\w-]*");

    /** What a word processor makes of two dashes. */
    private static final Pattern LONG_DASH = Pattern.compile("^[–—]");

    private static final Pattern VALUE = Pattern.compile("=.*", Pattern.DOTALL);

    private final O options;
    private final CommandLine command;

    /**
     * @param options a fresh instance, to be filled
     * @param studio whose models are proposed while a call is being typed
     */
    public Usage(O options, Studio studio) {
        this.options = options;
        this.command = new CommandLine(options, new Candidates(studio))
                .setUnmatchedOptionsArePositionalParams(true)
                .setAllowOptionsAsOptionParameters(false)
                .setOverwrittenOptionsAllowed(true)
                .setExpandAtFiles(false);
    }

    /**
     * Fills the options.
     *
     * @param arguments the words after the magic's name, as the kernel split them
     * @return the options
     * @throws UsageException if an option does not exist, misses its value or has one of the wrong kind
     */
    public O parse(List<String> arguments) {
        int end = arguments.indexOf(END_OF_OPTIONS);
        List<String> before = end < 0 ? arguments : arguments.subList(0, end);
        rejectUnknownOptions(before);
        try {
            command.parseArgs(arguments.toArray(String[]::new));
        } catch (MissingParameterException e) {
            ArgSpec missing = e.getMissing().get(0);
            throw new UsageException(name(missing) + " has no value.", explain(missing));
        } catch (UnmatchedArgumentException e) {
            throw new UsageException(
                    name() + " does not understand " + String.join(" ", e.getUnmatched()) + ".", knownOptions());
        } catch (ParameterException e) {
            if (e.getCause() instanceof UsageException said) {
                throw said;
            }
            throw e.getArgSpec() == null
                    ? new UsageException(name() + ": " + e.getMessage(), knownOptions())
                    : new UsageException(
                            name(e.getArgSpec()) + " is " + e.getValue() + "; it must be " + kind(e.getArgSpec()) + ".",
                            explain(e.getArgSpec()));
        }
        return options;
    }

    /** The help page. */
    public HelpView help() {
        return new HelpView(spec());
    }

    /** The declaration of the magic and its options, with what can be typed for them. */
    public CommandSpec spec() {
        return command.getCommandSpec();
    }

    /** The magic's name with its percent sign. */
    public String name() {
        return spec().name();
    }

    private void rejectUnknownOptions(List<String> arguments) {
        for (String argument : arguments) {
            String typed = VALUE.matcher(argument).replaceFirst("");
            if (LONG_DASH.matcher(typed).find()) {
                String meant = LONG_DASH.matcher(typed).replaceFirst("--");
                if (known(meant)) {
                    throw unknown(typed, List.of(meant));
                }
            } else if (OPTION.matcher(typed).matches() && !known(typed) && !knownWithValue(typed)) {
                throw unknown(typed, new UnmatchedArgumentException(command, List.of(typed)).getSuggestions());
            }
        }
    }

    private UsageException unknown(String typed, List<String> meant) {
        String remedy = meant.isEmpty()
                ? knownOptions()
                : "Did you mean " + String.join(" or ", meant) + "? " + name() + " --help explains them all.";
        return new UsageException(name() + " has no option " + typed + ".", remedy);
    }

    private boolean known(String option) {
        return spec().findOption(option) != null || spec().negatedOptionsMap().containsKey(option);
    }

    /** {@code -n4}. */
    private boolean knownWithValue(String typed) {
        return Character.isDigit(typed.charAt(typed.length() - 1)) && known(typed.replaceFirst("\\d+$", ""));
    }

    private String knownOptions() {
        return "It has "
                + spec().options().stream().map(OptionSpec::longestName).collect(Collectors.joining(", ")) + ".";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String explain(ArgSpec argument) {
        return name(argument) + ": " + String.join(" ", argument.description());
    }

    private static String kind(ArgSpec argument) {
        return Stream.of(argument.converters())
                .filter(Values.Reader.class::isInstance)
                .map(reader -> ((Values.Reader<?>) reader).kind())
                .findFirst()
                .orElse(argument.type() == Double.class ? "a number" : "a whole number");
    }
}
