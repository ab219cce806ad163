package org.imagine4j.magics.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imagine4j.magics.Engine;
import org.imagine4j.magics.UsageException;
import org.imagine4j.models.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code %models}: a verb, what it is done to, and how. */
@Command(
        name = "%" + ModelsOptions.NAME,
        header = "Lists the models that are there and gets more: list, info, pull, import, verify, remove.",
        description = {
            "list: the models here and those that can be pulled; info MODEL: one of them.",
            "pull MODEL: downloads it and prepares it for running. A stopped pull is continued by the next.",
            "import FOLDER --name MODEL: prepares a checkpoint that you have.",
            "verify MODEL: checks its files; remove MODEL: removes it from this computer."
        },
        footer = {
            "%models",
            "%models info dalle-mini",
            "%models pull dalle-mini",
            "%models import my-checkpoint --name my-model"
        })
public final class ModelsOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "models";

    /** What can be done with models. */
    public enum Verb {
        LIST,
        INFO,
        PULL,
        IMPORT,
        VERIFY,
        REMOVE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            arity = "0..*",
            paramLabel = "VERB MODEL",
            completionCandidates = Candidates.Verbs.class,
            description = "What to do (default: list), and which model to do it to.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--name",
            paramLabel = "MODEL",
            order = 10,
            description = "What to call an imported model: lower-case letters, digits and . _ -")
    private String name;

    @Option(
            names = "--vqgan",
            paramLabel = "FOLDER",
            order = 20,
            description = "The VQGAN's folder of an import, if it does not lie beside the transformer's.")
    private Path vqgan;

    @Option(
            names = "--precision",
            paramLabel = "P",
            order = 30,
            completionCandidates = Candidates.Precisions.class,
            description = "In which numbers to prepare a pulled or imported model: auto, fp32, int8 or fp16. Otherwise"
                    + " what suits its size.")
    private String precision;

    /**
     * What to do.
     *
     * @throws UsageException if there is no such verb
     */
    public Verb verb() {
        if (words.isEmpty()) {
            return Verb.LIST;
        }
        String word = words.get(0);
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "%" + NAME + " does not know what \"" + word + "\" is.",
                        "It can do: "
                                + Arrays.stream(Verb.values()).map(Verb::word).collect(Collectors.joining(", "))
                                + "."));
    }

    /**
     * What to do it to: a model, or, to import, a folder.
     *
     * @throws UsageException if nothing was said, or more than one thing
     */
    public String object() {
        if (words.size() == 2) {
            return words.get(1);
        }
        String what = verb() == Verb.IMPORT ? "FOLDER --name MODEL" : "MODEL";
        throw new UsageException(
                "%" + NAME + " " + verb().word()
                        + (words.size() < 2 ? " needs to know what." : " takes one at a time."),
                "Type %" + NAME + " " + verb().word() + " " + what + "; %" + NAME + " lists the models.");
    }

    /**
     * What to call an imported model.
     *
     * @throws UsageException if nothing was said
     */
    public String name() {
        if (name == null) {
            throw new UsageException(
                    "The imported model needs a name.", "Type %" + NAME + " import " + object() + " --name MODEL.");
        }
        return name;
    }

    /** The VQGAN's folder, if it lies elsewhere. */
    public Optional<Path> vqgan() {
        return Optional.ofNullable(vqgan);
    }

    /**
     * In which numbers to prepare a model; empty for what suits its size.
     *
     * @throws UsageException if there are no such numbers
     */
    public Optional<Precision> precision() {
        return precision == null ? Optional.empty() : Engine.precisionOf(precision);
    }
}
