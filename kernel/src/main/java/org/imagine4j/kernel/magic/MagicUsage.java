package org.imagine4j.kernel.magic;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Fills a magic's options and parameters from what was typed, or says in two lines why it cannot. */
final class MagicUsage {

    private MagicUsage() {}

    /**
     * Fills a magic.
     *
     * @throws IllegalArgumentException if the arguments do not fit the declaration
     */
    static void fill(MagicCommand<?> command, String signedName, List<String> arguments) {
        CommandLine line = new CommandLine(command)
                .setStopAtPositional(command.getClass().isAnnotationPresent(Verbatim.class))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false);
        try {
            line.parseArgs(arguments.toArray(String[]::new));
        } catch (UnmatchedArgumentException e) {
            String typed = e.getUnmatched().get(0);
            throw wrong(
                    signedName + " does not understand " + typed,
                    Nearest.to(typed, line.getCommandSpec().optionsMap().keySet())
                            .map(meant -> "Did you mean " + meant + "? ")
                            .orElse(""),
                    signedName,
                    e);
        } catch (MissingParameterException e) {
            throw wrong(signedName + " needs " + needed(e.getMissing().get(0)), "", signedName, e);
        } catch (ParameterException e) {
            String message = e.getArgSpec() == null
                    ? signedName + ": " + e.getMessage()
                    : label(e.getArgSpec()) + " cannot be " + e.getValue();
            throw wrong(message, "", signedName, e);
        }
    }

    private static IllegalArgumentException wrong(String message, String advice, String signedName, Exception cause) {
        return new IllegalArgumentException(
                message + ".\n" + advice + signedName + " --help explains its options.", cause);
    }

    private static String needed(ArgSpec argument) {
        return (argument.isOption() ? "a value for " : "") + label(argument);
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
