package org.imagine4j.kernel.magic.builtin;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imagine4j.kernel.core.OutputLimit;
import org.imagine4j.kernel.magic.MagicCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code %output}. */
@Command(
        name = "%output",
        header = "Tells or sets how much a cell may print into the notebook.",
        description = "What exceeds the limit goes to a file whose name the cell tells.",
        footer = {"%output", "%output --limit 20M", "%output --limit none"})
final class OutputMagic extends MagicCommand<Void> {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})\\s*([kKmM]?)");

    private final OutputLimit limit;

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "CHARACTERS",
            order = 10,
            description =
                    "The limit for each cell, from now on: a number, with K or M for thousands or millions, or none.")
    private String wanted;

    OutputMagic(OutputLimit limit) {
        this.limit = limit;
    }

    @Override
    protected Void run(Optional<String> body) {
        if (wanted != null) {
            limit.set(amount());
        }
        System.out.println(
                limit.chars() == OutputLimit.NONE
                        ? "A cell may print as much as it likes."
                        : String.format(Locale.ROOT, "A cell may print %,d characters.", limit.chars()));
        return null;
    }

    private long amount() {
        if (wanted.equalsIgnoreCase("none")) {
            return OutputLimit.NONE;
        }
        Matcher matcher = AMOUNT.matcher(wanted);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + wanted
                            + "\" is not a number of characters.\n%output --limit 20M allows twenty millions, none lifts the limit.");
        }
        long unit =
                switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
                    case "k" -> 1_000;
                    case "m" -> 1_000_000;
                    default -> 1;
                };
        return Long.parseLong(matcher.group(1)) * unit;
    }
}
