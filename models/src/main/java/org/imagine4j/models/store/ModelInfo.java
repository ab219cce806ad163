package org.imagine4j.models.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelKind;
import org.imagine4j.models.Precision;
import org.imagine4j.models.SamplingDefaults;

/**
 * A model and how it stands with it on this machine.
 *
 * @param kind what it does
 * @param card what a person should know
 * @param state whether it is here
 * @param sampling recommended settings of a model that draws
 * @param folder where it lies, once it has been imported
 * @param precisions in which it is here
 * @param diskBytes what it takes on disk; 0 if it has not been imported
 * @param downloadBytes what getting it would download, approximately; 0 if nothing
 * @param memoryBytes what running it takes, approximately
 */
public record ModelInfo(
        ModelKind kind,
        ModelCard card,
        State state,
        Optional<SamplingDefaults> sampling,
        Optional<Path> folder,
        List<Precision> precisions,
        long diskBytes,
        long downloadBytes,
        long memoryBytes) {

    public ModelInfo {
        precisions = List.copyOf(precisions);
    }

    /** Whether a model is here. */
    public enum State {
        /** It comes with Imagine. */
        BUNDLED("bundled"),
        /** It was pulled or imported. */
        INSTALLED("installed"),
        /** It can be pulled. */
        AVAILABLE("can be pulled");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** The state as a person reads it. */
        public String words() {
            return words;
        }
    }

    /** How it stands with the model as a person reads it: {@code installed in int8 and fp32}. */
    public String stateWords() {
        return state.words()
                + (precisions.isEmpty()
                        ? ""
                        : " in " + precisions.stream().map(Precision::word).collect(Collectors.joining(" and ")));
    }

    /** Whether this machine has the memory it takes. */
    public boolean fits() {
        return memoryBytes <= Machine.memoryBytes();
    }
}
