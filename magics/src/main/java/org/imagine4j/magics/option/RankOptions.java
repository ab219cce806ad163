package org.imagine4j.magics.option;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.imagine4j.magics.Imagine;
import picocli.CommandLine.Option;

/** Whether pictures are ranked, by whom, and how many are shown; what is left out stays as the request has it. */
public final class RankOptions {

    private static final String RANK = "--rank";

    @Option(
            names = RANK,
            paramLabel = "MODEL",
            order = 17,
            arity = "0..1",
            fallbackValue = "",
            completionCandidates = Candidates.Scorers.class,
            description =
                    "Puts the pictures that fit the prompt best first, with their scores: the cosine of picture and"
                            + " prompt times 100. MODEL is who ranks, one of %%models; it can be left out where there is only one.")
    private String scorer;

    @Option(
            names = "--best",
            paramLabel = "K",
            order = 18,
            description = "Shows only the K pictures that fit the prompt best, of as many as -n says.")
    private Integer best;

    /**
     * Typed words in which it is clear what belongs to {@code --rank}: the next word, if it is a scorer's name, and
     * otherwise nothing, since it is the prompt's then.
     *
     * @param scorers the names of all scorers; asked only if there is something to tell apart
     */
    public static List<String> attached(List<String> words, Supplier<List<String>> scorers) {
        List<String> attached = new ArrayList<>();
        boolean options = true;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            options &= !word.equals("--");
            if (!options || !word.equals(RANK)) {
                attached.add(word);
            } else if (i + 1 < words.size() && scorers.get().contains(words.get(i + 1))) {
                attached.add(RANK + "=" + words.get(++i));
            } else {
                attached.add(RANK + "=");
            }
        }
        return attached;
    }

    /** The request with everything that was said. */
    Imagine applyTo(Imagine request) {
        Imagine asked = request;
        if (scorer != null) {
            asked = scorer.isEmpty() ? asked.ranked() : asked.ranked(scorer);
        }
        return best == null ? asked : asked.best(best);
    }
}
