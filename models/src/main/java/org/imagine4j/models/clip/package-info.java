/**
 * CLIP (Radford et al. 2021, <a href="https://arxiv.org/abs/2103.00020">arXiv:2103.00020</a>) as ONNX graphs: a tower
 * for texts and one for pictures, whose vectors point the same way where text and picture fit.
 *
 * <p>Config, parameter names and preprocessing are those of Hugging Face's {@code openai/clip-vit-base-patch32}; any
 * checkpoint in that layout can be imported, whatever its sizes.
 */
package org.imagine4j.models.clip;
