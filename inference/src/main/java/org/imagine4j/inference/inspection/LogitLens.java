package org.imagine4j.inference.inspection;

import java.util.List;
import org.imagine4j.inference.TokenGrid;

/**
 * What the decoder would have drawn had it ended after each of its layers: the "logit lens" (nostalgebraist: interpreting
 * GPT, 2020). The final norm and the head are applied to what a layer leaves, with guidance as in the recipe.
 *
 * @param layers from the first to the last; the last one's choices are the decoder's own
 */
public record LogitLens(List<Layer> layers) {

    /**
     * A layer's view. Probabilities are those of {@link Stage#GUIDED}.
     *
     * @param choice the likeliest token at every position
     * @param confidence how likely it is, 0 to 1
     * @param own how likely the picture's own token is, 0 to 1
     */
    public record Layer(TokenGrid choice, GridMap confidence, GridMap own) {}

    public LogitLens {
        layers = List.copyOf(layers);
    }

    /**
     * One layer, from 0.
     *
     * @throws IndexOutOfBoundsException if there is no such layer
     */
    public Layer layer(int layer) {
        return layers.get(layer);
    }

    /** Every layer's choices, ready to be painted. */
    public List<TokenGrid> choices() {
        return layers.stream().map(Layer::choice).toList();
    }
}
