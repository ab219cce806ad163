package org.imagine4j.inference.decoding;

import java.util.function.IntUnaryOperator;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.Sampling;

/**
 * How one picture's tokens are drawn inside a window.
 *
 * @param sampling guidance, temperature, top-k and top-p
 * @param random the picture's random numbers
 * @param window where on the picture
 * @param tokens what stands at a place of the picture: a token, or {@link Canvas#OPEN}
 */
public record Draw(Sampling sampling, RandomStream random, Window window, IntUnaryOperator tokens) {

    /** Everything in a picture that is as large as the window. */
    static Draw everything(Sampling sampling, RandomStream random, int side) {
        return new Draw(sampling, random, new Window(0, 0, side, side), place -> Canvas.OPEN);
    }

    /** Whether the token at a position of the window is given. */
    boolean given(int position) {
        return token(position) != Canvas.OPEN;
    }

    /** The token at a position of the window, or {@link Canvas#OPEN}. */
    int token(int position) {
        return tokens.applyAsInt(window.place(position));
    }

    /** The random number for a position of the window, uniform in {@code [0, 1)}. */
    double uniform(int position) {
        return random.uniform(window.place(position));
    }
}
