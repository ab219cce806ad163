package org.imagine4j.inference.decoding;

import java.util.List;
import org.imagine4j.inference.Cancellation;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.models.Precision;
import org.imagine4j.models.store.ImportedModel;

/** The autoregressive decoder over image tokens. */
public sealed interface ImageDecoder extends AutoCloseable permits StepDecoder, RowDecoder {

    /** Hears the tokens as they are drawn. */
    @FunctionalInterface
    interface TokenListener {

        /**
         * All pictures have their token at a position.
         *
         * @param tokens {@code [pictures]}, given ones included; valid only during the call
         * @param logProbabilities {@code [pictures]}: the natural logarithm of the probability that the model, reading
         *     the prompt, gives each token, before guidance and all sampling; 0 for given ones; valid only during the
         *     call
         */
        void drawn(int position, int[] tokens, double[] logProbabilities);
    }

    /** The decoder that a model has for its precision. */
    static ImageDecoder of(ImportedModel model, OnnxRuntime runtime) {
        return model.precision() == Precision.FP16 ? new RowDecoder(model, runtime) : new StepDecoder(model, runtime);
    }

    /** How many pictures it should decode at once at most, so that the key/value cache stays of a bearable size. */
    int maxPictures();

    /**
     * Decodes a window of pictures of the same texts, token by token, until it is full or a stop is requested.
     *
     * @param texts the text to draw, and before it the unconditional text if the pictures are guided
     * @param pictures how each picture's tokens are drawn; all have theirs given at the same positions
     * @param listener hears every position
     * @param cancellation asked at least once a row of the token grid
     */
    void decode(EncodedTexts texts, List<Draw> pictures, TokenListener listener, Cancellation cancellation);

    @Override
    void close();
}
