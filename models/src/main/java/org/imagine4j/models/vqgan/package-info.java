/**
 * The VQGAN that turns image tokens into pixels and back, with the structure of vqgan-jax.
 *
 * <p>{@link org.imagine4j.models.vqgan.VqganDecoderGraph} and {@link org.imagine4j.models.vqgan.VqganEncoderGraph} turn a
 * checkpoint's parameters into ONNX graphs. Every shape comes from the checkpoint's own config.
 */
package org.imagine4j.models.vqgan;
