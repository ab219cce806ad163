package org.imagine4j.inference.ranking;

import java.awt.image.BufferedImage;

/**
 * The middle of a picture as CLIP's preparation cuts it out: the shorter side is brought to a length, and from the middle
 * comes a square.
 *
 * @param shorterSide the length, in pixels
 * @param side of the square, at most as long
 */
record MiddleSquare(int shorterSide, int side) {

    private static final int CHANNELS = 3;

    /**
     * Cuts it out.
     *
     * @param image of any size; transparency is not looked at
     * @return {@code [3, side, side]}: red, green, blue of 0 to 255
     */
    int[] of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int newWidth = scaled(width, height);
        int newHeight = scaled(height, width);
        int left = (newWidth - side) / 2;
        int top = (newHeight - side) / 2;
        BicubicScaling across = new BicubicScaling(width, newWidth);
        BicubicScaling down = new BicubicScaling(height, newHeight);
        int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
        int[] square = new int[CHANNELS * side * side];
        for (int channel = 0; channel < CHANNELS; channel++) {
            int[] values = channel(rgb, channel);
            int[] narrow = newWidth == width
                    ? columns(values, width, height, left)
                    : across(across, values, width, height, left);
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    square[(channel * side + y) * side + x] =
                            newHeight == height ? narrow[(top + y) * side + x] : down.value(top + y, narrow, x, side);
                }
            }
        }
        return square;
    }

    /** A side's new length, given the other one's. */
    private int scaled(int length, int other) {
        return length <= other ? shorterSide : (int) ((long) shorterSide * length / other);
    }

    private static int[] channel(int[] rgb, int channel) {
        int shift = 8 * (CHANNELS - 1 - channel);
        int[] values = new int[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            values[i] = rgb[i] >> shift & 0xff;
        }
        return values;
    }

    /** The columns of the square, in full height. */
    private int[] columns(int[] values, int width, int height, int left) {
        int[] columns = new int[side * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(values, y * width + left, columns, y * side, side);
        }
        return columns;
    }

    private int[] across(BicubicScaling scaling, int[] values, int width, int height, int left) {
        int[] columns = new int[side * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < side; x++) {
                columns[y * side + x] = scaling.value(left + x, values, y * width, 1);
            }
        }
        return columns;
    }
}
