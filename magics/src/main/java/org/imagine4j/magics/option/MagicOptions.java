package org.imagine4j.magics.option;

import picocli.CommandLine.Option;

/**
 * The options of one call of a magic. A subclass's {@link picocli.CommandLine.Command} annotation gives the magic's name
 * with its percent sign ({@code name}), its summary ({@code header}), details ({@code description}) and examples
 * ({@code footer}, one a line).
 */
public abstract class MagicOptions {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 1000,
            description = "Show this help.")
    private boolean help;

    /** Whether help was asked for instead of the magic's work. */
    public final boolean help() {
        return help;
    }
}
