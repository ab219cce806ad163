/**
 * Looking inside: what the model thought of every token of a picture, and where it looked for it. {@link
 * org.imagine4j.inference.inspection.Inspector} reads a picture whose tokens are known, all positions in one run; an {@link
 * org.imagine4j.inference.inspection.Inspection} holds what it found: {@link
 * org.imagine4j.inference.inspection.Probabilities}, {@link org.imagine4j.inference.inspection.Attention}, {@link
 * org.imagine4j.inference.inspection.LogitLens}. The {@link org.imagine4j.inference.inspection.Codebook} is about image
 * tokens alone. Numbers only: how they are shown is left to those who show them.
 */
package org.imagine4j.inference.inspection;
