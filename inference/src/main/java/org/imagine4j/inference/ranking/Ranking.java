package org.imagine4j.inference.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.models.ModelId;

/**
 * Pictures in the order in which they fit their prompts.
 *
 * @param scorer who ranked them
 * @param pictures prompt by prompt in the order of the run, the best of a prompt first; equal ones in the order of the run
 */
public record Ranking(ModelId scorer, List<Ranked> pictures) {

    public Ranking {
        pictures = List.copyOf(pictures);
    }

    /**
     * Ranks pictures by what is known of them.
     *
     * @param scorer who compared them
     * @param logitScale what cosines are multiplied by before the softmax
     * @param artworks the pictures
     * @param similarities the cosine of each with its prompt
     */
    static Ranking of(ModelId scorer, double logitScale, List<Artwork> artworks, double[] similarities) {
        Map<String, List<Integer>> byPrompt = IntStream.range(0, artworks.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> artworks.get(i).recipe().prompt(), LinkedHashMap::new, Collectors.toList()));
        List<Ranked> ranked = new ArrayList<>();
        for (List<Integer> pictures : byPrompt.values()) {
            double largest =
                    pictures.stream().mapToDouble(i -> similarities[i]).max().orElseThrow();
            double sum = pictures.stream()
                    .mapToDouble(i -> Math.exp(logitScale * (similarities[i] - largest)))
                    .sum();
            pictures.stream()
                    .sorted(Comparator.comparingDouble(i -> -similarities[i]))
                    .map(i -> new Ranked(
                            artworks.get(i),
                            new Score(similarities[i], Math.exp(logitScale * (similarities[i] - largest)) / sum)))
                    .forEach(ranked::add);
        }
        return new Ranking(scorer, ranked);
    }

    /** The pictures alone. */
    public List<Artwork> artworks() {
        return pictures.stream().map(Ranked::artwork).toList();
    }

    /**
     * The best of each prompt; their scores stay what they were.
     *
     * @param count how many of each prompt at most, at least 1
     */
    public Ranking best(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("best is " + count + "; it must be at least 1.");
        }
        Map<String, Integer> taken = new LinkedHashMap<>();
        return new Ranking(
                scorer,
                pictures.stream()
                        .filter(ranked -> taken.merge(ranked.artwork().recipe().prompt(), 1, Integer::sum) <= count)
                        .toList());
    }

    /** The same with something changed about every picture. */
    public Ranking map(UnaryOperator<Artwork> change) {
        return new Ranking(
                scorer,
                pictures.stream()
                        .map(ranked -> new Ranked(change.apply(ranked.artwork()), ranked.score()))
                        .toList());
    }
}
