package org.imagine4j.models;

import java.util.List;

/**
 * What a person should know about a model before using it.
 *
 * @param name what a user types to choose it
 * @param summary one sentence
 * @param licence SPDX identifier of the weights' licence, or a short name
 * @param source where the weights come from
 * @param imageSize width and height in pixels of the pictures it draws or reads
 * @param gridRows rows (and columns) of the token grid, or of the patches that a scorer cuts a picture into
 * @param parameters number of weights, all networks together
 * @param knows what it draws or tells apart well
 * @param limits what it does badly, known biases included
 * @param examples prompts that show it at its best; none for a scorer
 */
public record ModelCard(
        String name,
        String summary,
        String licence,
        String source,
        int imageSize,
        int gridRows,
        long parameters,
        String knows,
        String limits,
        List<String> examples) {

    public ModelCard {
        examples = List.copyOf(examples);
    }

    /** The same card with the sizes of a checkpoint. */
    public ModelCard withSizes(int newImageSize, int newGridRows, long newParameters) {
        return new ModelCard(
                name, summary, licence, source, newImageSize, newGridRows, newParameters, knows, limits, examples);
    }
}
