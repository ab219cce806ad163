package org.imagine4j.magics.option;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.inspection.Inspection;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.attention.AttentionMaps;
import org.imagine4j.magics.attention.EvidenceMaps;
import org.imagine4j.magics.attention.Heads;
import org.imagine4j.magics.attention.PatchMaps;
import org.imagine4j.magics.attention.TextMaps;
import org.imagine4j.magics.attention.WordMaps;
import org.imagine4j.magics.notebook.Notebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code %attention}. */
@Command(
        name = "%" + AttentionOptions.NAME,
        header = "Shows where the model looked while it drew a picture: which word made which patch.",
        description = {
            "Point at a word to see which patches looked at it, at a patch to see at which words it looked; a click keeps"
                    + " it. Tab goes from word to word.",
            "Layers and heads count from 0. The value has all numbers: table()."
        },
        footer = {
            "%attention g[0]",
            "%attention last[0] --word cat,crown",
            "%attention cat.png --layer 2 --head 5",
            "%attention g[0] --evidence",
            "%attention g[0] --self --layer 1",
            "var a = %attention g[0] --text",
            "a.table()"
        })
public final class AttentionOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "attention";

    private static final String LAST = "last[0]";

    @Parameters(
            arity = "0..*",
            paramLabel = "PICTURE",
            description =
                    "A picture that Imagine drew: g[0], " + LAST + ", a saved PNG, a variable (default " + LAST + ").")
    private List<String> picture = new ArrayList<>();

    @Option(
            names = "--word",
            paramLabel = "W[,W]",
            split = ",",
            order = 10,
            description = "Only these words, for example cat,crown.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--layer",
            paramLabel = "N",
            order = 11,
            completionCandidates = Candidates.Layers.class,
            description = "Only this layer, from 0 (default: the mean of all; with --self the first).")
    private Integer layer;

    @Option(
            names = "--head",
            paramLabel = "N",
            order = 12,
            completionCandidates = Candidates.Heads.class,
            description = "Only this head of the --layer, from 0 (default: the mean of all).")
    private Integer head;

    @Option(
            names = "--evidence",
            order = 20,
            description = "What came of it: how much each word spoke for every token, in nats. A run of the decoder for"
                    + " each word.")
    private boolean evidence;

    @Option(
            names = "--self",
            order = 21,
            description = "Where the decoder looked in the picture: at which earlier patches.")
    private boolean self;

    @Option(names = "--text", order = 22, description = "How the words looked at each other in the text encoder.")
    private boolean text;

    /**
     * Looks into the picture that was typed.
     *
     * @param studio whose model drew it
     * @param notebook which knows the variables
     * @throws UsageException if there is no such picture, word, layer or head, or the options do not go together
     */
    public AttentionMaps look(Studio studio, Notebook notebook) {
        requireOneView();
        Heads heads = new Heads(optional(layer), optional(head));
        String typed = picture.isEmpty() ? LAST : String.join(" ", picture);
        Artwork artwork = new PictureReference(typed).artwork(studio, notebook);
        return studio.ask(artwork, pipeline -> look(artwork, pipeline.inspect(artwork), heads));
    }

    private AttentionMaps look(Artwork artwork, Inspection inside, Heads heads) {
        if (evidence) {
            return EvidenceMaps.of(artwork, inside, words);
        }
        if (self) {
            return PatchMaps.of(artwork, inside, heads);
        }
        if (text) {
            return TextMaps.of(artwork, inside, heads);
        }
        WordMaps maps = WordMaps.of(artwork, inside, heads);
        return words.isEmpty() ? maps : maps.showing(words);
    }

    private void requireOneView() {
        if (Stream.of(evidence, self, text).filter(asked -> asked).count() > 1) {
            throw new UsageException(
                    "--evidence, --self and --text are different views.", "Ask for one of them in each %" + NAME + ".");
        }
        if (!words.isEmpty() && (self || text)) {
            throw new UsageException(
                    "--word has no meaning with " + (self ? "--self" : "--text") + ".",
                    "Leave it out, or ask for the maps of words without " + (self ? "--self" : "--text") + ".");
        }
        if (evidence && (layer != null || head != null)) {
            throw new UsageException(
                    "--evidence is about the whole model, not about a layer or a head.",
                    "Leave out --" + (layer != null ? "layer" : "head") + ".");
        }
    }

    private static OptionalInt optional(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
