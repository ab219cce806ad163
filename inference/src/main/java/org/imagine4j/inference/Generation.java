package org.imagine4j.inference;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.imagine4j.inference.runtime.Placement;

/**
 * The pictures of one run, in the order of their recipes, with timings.
 *
 * @param artworks the pictures; those that a stop left without a single row are missing
 * @param outcome whether the run went to its end
 * @param timings where the time went
 * @param placement where it ran
 */
public record Generation(List<Artwork> artworks, Outcome outcome, Timings timings, Placement placement) {

    /** How a run ended. */
    public enum Outcome {
        /** Every picture is complete. */
        FINISHED,
        /** It was stopped; what existed by then is kept. */
        STOPPED
    }

    /**
     * Wall-clock time of the stages of one run.
     *
     * @param encode text encoder
     * @param decode image token decoder with sampling
     * @param paint VQGAN decoder, previews included
     * @param total everything, listeners included
     */
    public record Timings(Duration encode, Duration decode, Duration paint, Duration total) {}

    public Generation {
        artworks = List.copyOf(artworks);
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(timings, "timings");
        Objects.requireNonNull(placement, "placement");
    }

    /**
     * Picture {@code i}, from 0.
     *
     * @throws IndexOutOfBoundsException if there is no such picture; the message says how many there are
     */
    public Artwork artwork(int i) {
        if (i < 0 || i >= artworks.size()) {
            throw new IndexOutOfBoundsException(
                    "There is no picture " + i + "; this generation has " + artworks.size() + ", counted from 0.");
        }
        return artworks.get(i);
    }

    /** The same pictures with another account of where they were made. */
    public Generation placed(Placement newPlacement) {
        return new Generation(artworks, outcome, timings, newPlacement);
    }

    /** How many pictures there are. */
    public int size() {
        return artworks.size();
    }

    public boolean finished() {
        return outcome == Outcome.FINISHED;
    }
}
