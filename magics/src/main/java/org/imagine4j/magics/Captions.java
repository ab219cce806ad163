package org.imagine4j.magics;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.inspection.CaptionScore;
import org.imagine4j.models.ModelId;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How well captions fit a picture. Shows itself in a notebook.
 *
 * @param model whose opinion it is
 * @param tokens the picture as the model reads it
 * @param image what these tokens look like; treat it as read-only
 * @param scores of the captions, the best first; at least one
 */
public record Captions(ModelId model, TokenGrid tokens, BufferedImage image, List<CaptionScore> scores) {

    public Captions {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(image, "image");
        scores = List.copyOf(scores);
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("There is no caption.");
        }
    }

    /** The one that fits best. */
    public CaptionScore best() {
        return scores.get(0);
    }

    /** How many tokens the picture has. */
    public int tokenCount() {
        return tokens.rowsFilled() * tokens.columns();
    }

    /** A caption's log-likelihood in nats for a token of the picture, on average. */
    public double perToken(CaptionScore score) {
        return score.logLikelihood() / tokenCount();
    }

    /**
     * One caption a row, the best first: caption, log-likelihood of the picture in nats, the same per token, and share: 0 to
     * 1, how probable the caption is if one of these is right and each was equally likely before.
     */
    public Table table() {
        StringColumn caption = StringColumn.create("caption");
        DoubleColumn logLikelihood = DoubleColumn.create("log-likelihood");
        DoubleColumn perToken = DoubleColumn.create("per token");
        DoubleColumn share = DoubleColumn.create("share");
        for (CaptionScore score : scores) {
            caption.append(score.caption());
            logLikelihood.append(score.logLikelihood());
            perToken.append(perToken(score));
            share.append(score.share());
        }
        return Table.create("Captions", caption, logLikelihood, perToken, share);
    }

    /** The best caption, in short. */
    @Override
    public String toString() {
        return "\"" + best().caption() + "\" fits best of " + scores.size();
    }
}
