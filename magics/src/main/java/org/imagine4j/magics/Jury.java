package org.imagine4j.magics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Cancellation;
import org.imagine4j.inference.ranking.Ranking;
import org.imagine4j.inference.ranking.Scorer;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.store.ImportedScorer;

/** The scorers that have been used, kept open. They rank one run at a time. */
final class Jury implements AutoCloseable {

    private final Map<ModelId, Scorer> scorers = new HashMap<>();

    /** Ranks pictures; empty if that was stopped. */
    synchronized Optional<Ranking> rank(ImportedScorer model, List<Artwork> artworks, Cancellation cancellation) {
        return scorers.computeIfAbsent(model.id(), id -> Scorer.open(model)).rank(artworks, cancellation);
    }

    /** Frees the memory of one scorer; it is opened again when it is used. */
    synchronized void close(String name) {
        scorers.entrySet().removeIf(entry -> {
            boolean meant = entry.getKey().name().equals(name);
            if (meant) {
                entry.getValue().close();
            }
            return meant;
        });
    }

    @Override
    public synchronized void close() {
        scorers.values().forEach(Scorer::close);
        scorers.clear();
    }
}
