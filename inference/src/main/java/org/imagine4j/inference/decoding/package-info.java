/**
 * Text tokens to image tokens: the text encoder, the decoder with its key/value cache, guidance, and the drawing of
 * tokens. {@link org.imagine4j.inference.decoding.TeacherForcedDecoder} reads pictures whose tokens are known.
 */
package org.imagine4j.inference.decoding;
