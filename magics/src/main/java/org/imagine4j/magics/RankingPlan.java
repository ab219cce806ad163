package org.imagine4j.magics;

import java.util.OptionalInt;
import org.imagine4j.models.store.ImportedScorer;

/**
 * How the pictures of a run are ranked when they are there.
 *
 * @param scorer who ranks them
 * @param best how many of each prompt are kept at most; all if empty
 */
public record RankingPlan(ImportedScorer scorer, OptionalInt best) {}
