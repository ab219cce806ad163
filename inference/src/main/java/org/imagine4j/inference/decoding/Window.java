package org.imagine4j.inference.decoding;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The part of a canvas that the model sees at once: as many rows and columns as it was trained on.
 *
 * <p>A canvas larger than that is drawn window by window. Each lies, as far as the canvas goes, half-way past what is
 * there already, so that it continues what stands above and to the left.
 *
 * @param top its first row on the canvas
 * @param left its first column on the canvas
 * @param side its rows and columns
 * @param canvasColumns columns of the canvas
 */
public record Window(int top, int left, int side, int canvasColumns) {

    /** Where on the canvas, row-major, a position of the window lies. */
    public int place(int position) {
        return (top + position / side) * canvasColumns + left + position % side;
    }

    /**
     * The windows that fill a canvas, in order.
     *
     * @param rows rows of the canvas, at least {@code side}
     * @param columns columns of the canvas, at least {@code side}
     * @param given which places are filled from the start
     * @param side rows and columns of a window
     */
    public static List<Window> over(int rows, int columns, BitSet given, int side) {
        List<Window> windows = new ArrayList<>();
        BitSet filled = BitSet.valueOf(given.toLongArray());
        int open = filled.nextClearBit(0);
        while (open < rows * columns) {
            Window window =
                    new Window(start(open / columns, rows, side), start(open % columns, columns, side), side, columns);
            for (int position = 0; position < side * side; position++) {
                filled.set(window.place(position));
            }
            windows.add(window);
            open = filled.nextClearBit(open);
        }
        return windows;
    }

    /** Half a window before the first open place, but inside the canvas. */
    private static int start(int open, int length, int side) {
        return Math.max(0, Math.min(open - side / 2, length - side));
    }
}
