/**
 * Text tokens to image tokens: the text encoder, the decoder with its key/value cache, guidance, and the drawing of
 * tokens.
 */
package org.imagine4j.inference.decoding;
