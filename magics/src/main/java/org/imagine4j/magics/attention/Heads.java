package org.imagine4j.magics.attention;

import java.util.OptionalInt;
import org.imagine4j.inference.inspection.Attention;
import org.imagine4j.inference.inspection.AttentionMatrix;
import org.imagine4j.inference.inspection.LayerAttention;
import org.imagine4j.magics.UsageException;

/**
 * Which heads are looked at: one, those of one layer, or all; of several the mean.
 *
 * @param layer from 0; empty: all layers
 * @param head from 0; empty: all heads
 */
public record Heads(OptionalInt layer, OptionalInt head) {

    /** All heads of all layers. */
    public static final Heads ALL = new Heads(OptionalInt.empty(), OptionalInt.empty());

    /** @throws UsageException if there is a head without a layer */
    public Heads {
        if (head.isPresent() && layer.isEmpty()) {
            throw new UsageException(
                    "Head " + head.getAsInt() + " of which layer? Heads of different layers have nothing in common.",
                    "Name the layer, too: --layer 0 --head " + head.getAsInt());
        }
    }

    /** All heads of one layer. */
    public static Heads ofLayer(int layer) {
        return new Heads(OptionalInt.of(layer), OptionalInt.empty());
    }

    /** One head. */
    public static Heads one(int layer, int head) {
        return new Heads(OptionalInt.of(layer), OptionalInt.of(head));
    }

    /**
     * Their mean.
     *
     * @throws UsageException if there is no such layer or head
     */
    AttentionMatrix of(Attention attention) {
        if (layer.isEmpty()) {
            return attention.mean();
        }
        requireLayer(attention.layers().size());
        return of(attention.layer(layer.getAsInt()));
    }

    /**
     * Their mean, in the layer they are of.
     *
     * @throws UsageException if there is no such head
     */
    AttentionMatrix of(LayerAttention attention) {
        if (head.isEmpty()) {
            return attention.mean();
        }
        require("head", head.getAsInt(), attention.heads());
        return attention.head(head.getAsInt());
    }

    /** @throws UsageException if there is no such layer */
    void requireLayer(int layers) {
        require("layer", layer.orElse(0), layers);
    }

    private static void require(String what, int number, int count) {
        if (number < 0 || number >= count) {
            throw new UsageException(
                    "There is no " + what + " " + number + ".",
                    "The model has " + count + " " + what + "s here: --" + what + " 0 to " + (count - 1) + ".");
        }
    }

    /** {@code head 3 of layer 1}. */
    @Override
    public String toString() {
        if (layer.isEmpty()) {
            return "mean of all heads of all layers";
        }
        return (head.isEmpty() ? "mean of all heads" : "head " + head.getAsInt()) + " of layer " + layer.getAsInt();
    }
}
