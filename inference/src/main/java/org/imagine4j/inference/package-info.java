/**
 * Text to image: a {@link org.imagine4j.inference.Recipe} becomes a {@link org.imagine4j.inference.Generation} of {@link
 * org.imagine4j.inference.Artwork artworks} in a {@link org.imagine4j.inference.Pipeline}.
 *
 * <p>The stages lie in the packages below, in the order they run: {@link org.imagine4j.inference.text} (normalise,
 * tokenise), {@link org.imagine4j.inference.decoding} (encode, decode, draw tokens) and {@link
 * org.imagine4j.inference.painting} (tokens to pixels), all on {@link org.imagine4j.inference.runtime ONNX Runtime}.
 * {@link org.imagine4j.inference.inspection} looks inside, {@link org.imagine4j.inference.ranking} tells which pictures fit
 * best. Nothing here knows of notebooks.
 */
package org.imagine4j.inference;
