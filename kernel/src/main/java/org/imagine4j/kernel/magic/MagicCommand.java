package org.imagine4j.kernel.magic;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * One call of a magic of ours. A subclass's {@link picocli.CommandLine.Command} annotation declares the magic: its forms
 * with their percent signs ({@code name} and {@code aliases}), its summary ({@code header}), details ({@code
 * description}) and examples ({@code footer}, one a line); its fields declare options and parameters. Help, completion,
 * inspection and documentation come from there.
 *
 * @param <T> the magic's value
 */
public abstract class MagicCommand<T> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 1000,
            description = "Show this help.")
    private boolean help;

    /**
     * Does the magic's work.
     *
     * @param body the lines below a cell magic; empty for a line magic
     * @return the magic's value; null if it has none
     * @throws Exception with a message for the user
     */
    protected abstract T run(Optional<String> body) throws Exception;

    /**
     * What a parameter could be, for completion; beyond what picocli's {@code completionCandidates} can tell.
     *
     * @param paramLabel the parameter's label in the declaration
     */
    protected List<String> candidates(String paramLabel) {
        return List.of();
    }

    final boolean help() {
        return help;
    }
}
