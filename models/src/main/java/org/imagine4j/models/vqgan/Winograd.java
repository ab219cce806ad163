package org.imagine4j.models.vqgan;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imagine4j.models.checkpoint.Tensor;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.Weight;

/**
 * 3×3 convolutions by Winograd's minimal filtering F(4×4, 3×3) (Lavin and Gray: Fast Algorithms for Convolutional Neural
 * Networks, 2015): tiles of 6×6 pixels become 36 points, a matrix product for every point takes the place of the
 * convolution, and 36 points become 4×4 pixels. That is a quarter of the multiplications.
 *
 * <p>Both transforms are themselves convolutions with fixed kernels, of one channel at a time: into points a convolution
 * with stride 4, back into pixels a transposed one. Before a convolution of a picture whose size is doubled by repeating
 * its pixels, tiles are read from the small picture: some of the points are then always zero and left out.
 */
final class Winograd {

    /** Side of what a tile gives. */
    private static final int TILE = 4;

    /** {@code Bᵀ}: from 6 pixels to 6 points. */
    private static final double[][] PIXELS_TO_POINTS = {
        {4, 0, -5, 0, 1, 0},
        {0, -4, -4, 1, 1, 0},
        {0, 4, -4, -1, 1, 0},
        {0, -2, -1, 2, 1, 0},
        {0, 2, -1, -2, 1, 0},
        {0, 4, 0, -5, 0, 1}
    };

    /** {@code G}: from 3 kernel values to 6 points. */
    private static final double[][] KERNEL_TO_POINTS = {
        {1 / 4.0, 0, 0},
        {-1 / 6.0, -1 / 6.0, -1 / 6.0},
        {-1 / 6.0, 1 / 6.0, -1 / 6.0},
        {1 / 24.0, 1 / 12.0, 1 / 6.0},
        {1 / 24.0, -1 / 12.0, 1 / 6.0},
        {0, 0, 1}
    };

    /** {@code Aᵀ}: from 6 points to 4 pixels. */
    private static final double[][] POINTS_TO_PIXELS = {
        {1, 1, 1, 1, 1, 0},
        {0, 1, -1, 2, -2, 0},
        {0, 1, 1, 4, 4, 0},
        {0, 1, -1, 8, -8, 1}
    };

    /** From 4 pixels to the 6 pixels that a tile reads of the doubled picture. */
    private static final double[][] DOUBLING = {
        {1, 0, 0, 0},
        {0, 1, 0, 0},
        {0, 1, 0, 0},
        {0, 0, 1, 0},
        {0, 0, 1, 0},
        {0, 0, 0, 1}
    };

    private final GraphBuilder graph;
    private final boolean doubling;
    private final double[][] pixelsToPoints;
    private final double[][] kernelToPoints;
    private final double[][] pointsToPixels;

    /** @param doubling whether the picture's size is doubled before it is convolved */
    Winograd(GraphBuilder graph, boolean doubling) {
        this.graph = graph;
        this.doubling = doubling;
        double[][] all = doubling ? product(PIXELS_TO_POINTS, DOUBLING) : PIXELS_TO_POINTS;
        int[] points = IntStream.range(0, all.length)
                .filter(point -> Arrays.stream(all[point]).anyMatch(value -> value != 0))
                .toArray();
        this.pixelsToPoints =
                Arrays.stream(points).mapToObj(point -> all[point]).toArray(double[][]::new);
        this.kernelToPoints =
                Arrays.stream(points).mapToObj(point -> KERNEL_TO_POINTS[point]).toArray(double[][]::new);
        this.pointsToPixels = Arrays.stream(POINTS_TO_PIXELS)
                .map(row ->
                        Arrays.stream(points).mapToDouble(point -> row[point]).toArray())
                .toArray(double[][]::new);
    }

    /**
     * Whether this way pays: the kernels' points are four times as large as the kernels, so there should be more tiles
     * than channels; and the picture must fall into whole tiles whatever its number of token rows.
     *
     * @param side of the whole convolved picture in pixels
     * @param pixelsPerToken side of a token's patch in the convolved picture
     * @param channels of the convolved picture
     */
    static boolean pays(int side, int pixelsPerToken, int channels) {
        int tiles = (side / TILE) * (side / TILE);
        return pixelsPerToken % TILE == 0 && tiles >= channels;
    }

    /**
     * Convolves pictures; their size must be a multiple of 4, or of 2 before doubling.
     *
     * @param x {@code [batch, in, height, width]}
     * @param kernel {@code [3, 3, in, out]}
     * @return {@code [batch, out, height, width]}, without bias; twice as high and wide if doubled
     */
    Value convolve(Value x, Tensor kernel) throws IOException {
        int in = kernel.shape().get(2);
        int out = kernel.shape().get(3);
        int points = pixelsToPoints.length * pixelsToPoints.length;
        int tileSide = pixelsToPoints[0].length;
        int stride = doubling ? TILE / 2 : TILE;
        Value tiles = graph.op(
                "Conv",
                List.of(reshape(x, heightAndWidth(x), -1, 1), graph.weight(intoPoints())),
                Attribute.ofAll("kernel_shape", tileSide, tileSide),
                Attribute.ofAll("strides", stride, stride),
                Attribute.ofAll("pads", 1, 1, 1, 1));
        Value tileRowsAndColumns = heightAndWidth(tiles);
        Value tileCount = graph.op("ReduceProd", List.of(tileRowsAndColumns), Attribute.of("keepdims", 1));
        Value byPoint = swapMiddle(reshape(tiles, tileCount, -1, in, points));
        Value products = graph.op("MatMul", List.of(graph.weight(atPoints(kernel)), byPoint));
        Value byChannel = reshape(swapMiddle(products), tileRowsAndColumns, -1, points);
        Value pixels = graph.op(
                "ConvTranspose",
                List.of(byChannel, graph.weight(intoPixels())),
                Attribute.ofAll("kernel_shape", TILE, TILE),
                Attribute.ofAll("strides", TILE, TILE));
        return reshape(pixels, heightAndWidth(pixels), -1, out);
    }

    /** The last two dimensions. */
    private Value heightAndWidth(Value x) {
        return graph.op("Shape", List.of(x), Attribute.of("start", 2));
    }

    /** To the shape that {@code leading} and {@code trailing} make together. */
    private Value reshape(Value x, Value trailing, long... leading) {
        Value shape = graph.op("Concat", List.of(graph.integers(leading), trailing), Attribute.of("axis", 0));
        return graph.op("Reshape", List.of(x, shape));
    }

    /** {@code [batch, a, b, tiles] → [batch, b, a, tiles]}. */
    private Value swapMiddle(Value x) {
        return graph.op("Transpose", List.of(x), Attribute.ofAll("perm", 0, 2, 1, 3));
    }

    /** The kernel of the convolution that makes points: {@code [points, 1, side, side]}. */
    private Weight intoPoints() {
        int side = pixelsToPoints[0].length;
        double[][] rows = outer(pixelsToPoints);
        return constant("pixels", List.of(rows.length, 1, side, side), rows);
    }

    /** The kernel of the transposed convolution that makes pixels: {@code [points, 1, 4, 4]}. */
    private Weight intoPixels() {
        double[][] pixelsByPoints = outer(pointsToPixels);
        int points = pixelsByPoints[0].length;
        double[][] pointsByPixels = new double[points][TILE * TILE];
        for (int point = 0; point < points; point++) {
            for (int pixel = 0; pixel < TILE * TILE; pixel++) {
                pointsByPixels[point][pixel] = pixelsByPoints[pixel][point];
            }
        }
        return constant("points", List.of(points, 1, TILE, TILE), pointsByPixels);
    }

    private Weight constant(String from, List<Integer> shape, double[][] rows) {
        float[] values = new float[rows.length * rows[0].length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows[i / rows[0].length][i % rows[0].length];
        }
        return Weight.of("winograd/" + from + "/" + (doubling ? "doubled" : "plain"), shape, values);
    }

    /** {@code G · k · Gᵀ} of every pair of channels: {@code [3, 3, in, out] → [points, out, in]}. */
    private Weight atPoints(Tensor kernel) {
        int in = kernel.shape().get(2);
        int out = kernel.shape().get(3);
        double[][] transform = outer(kernelToPoints);
        return new Weight(kernel.name() + "/winograd" + transform.length, List.of(transform.length, out, in), sink -> {
            float[] stored = kernel.toArray();
            float[] point = new float[out * in];
            for (double[] row : transform) {
                for (int o = 0; o < out; o++) {
                    for (int i = 0; i < in; i++) {
                        double sum = 0;
                        for (int place = 0; place < row.length; place++) {
                            sum += row[place] * stored[(place * in + i) * out + o];
                        }
                        point[o * in + i] = (float) sum;
                    }
                }
                sink.put(FloatBuffer.wrap(point));
            }
        });
    }

    /** From a transform of a line to that of a square: {@code [a, b] → [a · a, b · b]}. */
    private static double[][] outer(double[][] line) {
        int a = line.length;
        int b = line[0].length;
        double[][] square = new double[a * a][b * b];
        for (int i = 0; i < a * a; i++) {
            for (int j = 0; j < b * b; j++) {
                square[i][j] = line[i / a][j / b] * line[i % a][j % b];
            }
        }
        return square;
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] result = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    result[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return result;
    }
}
