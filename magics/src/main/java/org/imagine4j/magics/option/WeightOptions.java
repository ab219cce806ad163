package org.imagine4j.magics.option;

import java.util.ArrayList;
import java.util.List;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.UsageException;
import picocli.CommandLine.Option;

/** How much a model looks at words of the prompt. */
public final class WeightOptions {

    @Option(
            names = "--weight",
            paramLabel = "WORD=W",
            order = 25,
            description = "EXPERIMENTAL. 0 to 100: multiplies how much the model looks at a word of the prompt, as in"
                    + " crown=1.5; 1 changes nothing, 0 hides the word. May be given several times.")
    private List<String> weights = new ArrayList<>();

    /** The request with every weight that was given. */
    Imagine applyTo(Imagine request) {
        Imagine weighted = request;
        for (String typed : weights) {
            weighted = weighted(weighted, typed);
        }
        return weighted;
    }

    /** Whether there is one. */
    boolean given() {
        return !weights.isEmpty();
    }

    private static Imagine weighted(Imagine request, String typed) {
        int sign = Math.max(0, typed.lastIndexOf('='));
        try {
            return request.weight(typed.substring(0, sign), Double.parseDouble(typed.substring(sign + 1)));
        } catch (NumberFormatException e) {
            throw new UsageException(
                    "weight is " + typed + "; it must be a word of the prompt and a number, as in crown=1.5.",
                    "Leave it out to look at all words as the model does.");
        }
    }
}
