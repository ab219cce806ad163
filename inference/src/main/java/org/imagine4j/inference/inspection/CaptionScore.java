package org.imagine4j.inference.inspection;

/**
 * How well a caption fits a picture.
 *
 * @param caption as it was given
 * @param logLikelihood of the picture under this caption in nats: the sum over its tokens, guidance and sampling left
 *     out
 * @param share of this caption, 0 to 1, among all that were compared, if each was equally likely before the picture was
 *     seen; shares sum to 1
 */
public record CaptionScore(String caption, double logLikelihood, double share) {}
