package org.imagine4j.magics;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Pipeline;
import org.imagine4j.inference.inspection.Codebook;
import org.imagine4j.inference.inspection.Neighbour;
import org.imagine4j.models.ModelId;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Some codes of a model's codebook: what each looks like alone, and how far they are apart. Shows itself in a notebook.
 *
 * @param model whose codebook it is
 * @param size how many codes the codebook has
 * @param title which codes these are
 * @param entries at most {@value #MAX_CODES}
 * @param distances between their vectors (Euclidean), as {@code entries} in both directions
 */
public record Atlas(ModelId model, int size, String title, List<Entry> entries, List<List<Double>> distances) {

    /** How many codes an atlas shows at most: each costs a run of the VQGAN. */
    public static final int MAX_CODES = 64;

    private static final int NEIGHBOURS = 16;

    /**
     * A code.
     *
     * @param code codebook index
     * @param patch what it looks like alone; treat it as read-only
     * @param uses how often it stands in the pictures in question, if there are any
     * @param distance from the code in question, if there is one
     */
    public record Entry(int code, BufferedImage patch, OptionalInt uses, OptionalDouble distance) {}

    public Atlas {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(title, "title");
        entries = List.copyOf(entries);
        distances = distances.stream().map(List::copyOf).toList();
    }

    /** The codes used most in pictures of one model, the most used first. */
    static Atlas used(List<Artwork> artworks, Pipeline pipeline) {
        Map<Integer, Integer> uses = artworks.stream()
                .flatMap(artwork -> Arrays.stream(artwork.tokens().toArray()).boxed())
                .collect(Collectors.toMap(Function.identity(), code -> 1, Integer::sum));
        List<Integer> codes = uses.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_CODES)
                .map(Map.Entry::getKey)
                .toList();
        String shown = uses.size() > codes.size() ? "The " + codes.size() + " most used of " : "The ";
        String title = shown + uses.size() + " codes in "
                + (artworks.size() == 1
                        ? "“" + artworks.get(0).recipe().prompt() + "”"
                        : artworks.size() + " pictures");
        return of(pipeline, title, codes, code -> OptionalInt.of(uses.get(code)), code -> OptionalDouble.empty());
    }

    /** Neighbouring indices; what is near in the codebook is not near in meaning. */
    static Atlas range(int first, int last, Pipeline pipeline) {
        int codes = pipeline.codebook().codes();
        if (first > last || last >= codes) {
            throw new UsageException(
                    "There are no codes " + first + " to " + last + ".",
                    "The codebook of " + pipeline.model().id().name() + " has 0 to " + (codes - 1) + ".");
        }
        if (last - first >= MAX_CODES) {
            throw new UsageException(
                    last - first + 1 + " codes are too many to look at.",
                    "Ask for " + MAX_CODES + " at most, as in " + first + "-" + (first + MAX_CODES - 1) + ".");
        }
        return of(
                pipeline,
                "Codes " + first + " to " + last,
                IntStream.rangeClosed(first, last).boxed().toList(),
                code -> OptionalInt.empty(),
                code -> OptionalDouble.empty());
    }

    /** A code and those whose vectors are nearest to its own, nearest first. */
    static Atlas around(int code, Pipeline pipeline) {
        Codebook codebook = pipeline.codebook();
        if (code >= codebook.codes()) {
            throw new UsageException(
                    "There is no code " + code + ".",
                    "The codebook of " + pipeline.model().id().name() + " has 0 to " + (codebook.codes() - 1) + ".");
        }
        List<Integer> codes = Stream.concat(
                        Stream.of(code),
                        codebook.nearest(code, NEIGHBOURS).stream().map(Neighbour::code))
                .toList();
        return of(
                pipeline,
                "Code " + code + " and the " + (codes.size() - 1) + " nearest to it",
                codes,
                other -> OptionalInt.empty(),
                other -> OptionalDouble.of(codebook.distance(code, other)));
    }

    private static Atlas of(
            Pipeline pipeline,
            String title,
            List<Integer> codes,
            Function<Integer, OptionalInt> uses,
            Function<Integer, OptionalDouble> distance) {
        Codebook codebook = pipeline.codebook();
        List<BufferedImage> patches = codebook.patches(codes);
        return new Atlas(
                pipeline.model().id(),
                codebook.codes(),
                title,
                IntStream.range(0, codes.size())
                        .mapToObj(i -> new Entry(
                                codes.get(i), patches.get(i), uses.apply(codes.get(i)), distance.apply(codes.get(i))))
                        .toList(),
                codes.stream()
                        .map(one -> codes.stream()
                                .map(other -> codebook.distance(one, other))
                                .toList())
                        .toList());
    }

    /** The codes, one a row: code, how often used, distance from the code in question. */
    public Table table() {
        IntColumn code = IntColumn.create("code");
        IntColumn uses = IntColumn.create("uses");
        DoubleColumn distance = DoubleColumn.create("distance");
        for (Entry entry : entries) {
            code.append(entry.code);
            entry.uses.ifPresentOrElse(uses::append, uses::appendMissing);
            entry.distance.ifPresentOrElse(distance::append, distance::appendMissing);
        }
        Table table = Table.create(title, code);
        if (entries.stream().anyMatch(entry -> entry.uses.isPresent())) {
            table.addColumns(uses);
        }
        if (entries.stream().anyMatch(entry -> entry.distance.isPresent())) {
            table.addColumns(distance);
        }
        return table;
    }

    /** The distances between all of them: a row and a column for each. */
    public Table distanceTable() {
        Table table = Table.create(
                "Distances",
                StringColumn.create(
                        "code",
                        entries.stream()
                                .map(entry -> String.valueOf(entry.code))
                                .toList()));
        for (int i = 0; i < entries.size(); i++) {
            table.addColumns(DoubleColumn.create(String.valueOf(entries.get(i).code), distances.get(i)));
        }
        return table;
    }

    /** What it is, in short. */
    @Override
    public String toString() {
        return title + ", " + model.name();
    }
}
