/**
 * DalleBart, the transformer of the DALL·E Mini family: a BART-style text encoder and an autoregressive decoder over
 * image tokens, in the NormFormer variant with GLU.
 *
 * <p>{@link org.imagine4j.models.dallebart.TextEncoderGraph} and {@link
 * org.imagine4j.models.dallebart.ImageDecoderGraph} turn a checkpoint's parameters into ONNX graphs, {@link
 * org.imagine4j.models.dallebart.ImageDecoderRowGraph} into one for graphics processors, and {@link
 * org.imagine4j.models.dallebart.ImageDecoderInspectionGraph} with {@link
 * org.imagine4j.models.dallebart.ImageDecoderHeadGraph} into those for looking inside. Every shape comes from the
 * checkpoint's own config.
 */
package org.imagine4j.models.dallebart;
