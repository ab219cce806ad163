package org.imagine4j.models.golden;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;

/** Expected arrays, as numpy saves them: a zip of {@code .npy} files, C order, little endian. */
final class NpzFile implements AutoCloseable {

    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([^)]*)\\)");

    private final ZipFile zip;

    NpzFile(Path file) throws IOException {
        this.zip = new ZipFile(file.toFile());
    }

    record FloatArray(int[] shape, float[] values) {

        /** Entry {@code index} of the leading axis. */
        FloatArray at(int index) {
            int size = values.length / shape[0];
            return new FloatArray(
                    Arrays.copyOfRange(shape, 1, shape.length),
                    Arrays.copyOfRange(values, index * size, (index + 1) * size));
        }
    }

    FloatArray floats(String name) throws IOException {
        Npy npy = read(name, "<f4");
        float[] values = new float[npy.data.remaining() / Float.BYTES];
        npy.data.asFloatBuffer().get(values);
        return new FloatArray(npy.shape, values);
    }

    /** An int32 matrix, row by row. */
    long[][] longs(String name) throws IOException {
        Npy npy = read(name, "<i4");
        int columns = npy.shape[1];
        return IntStream.range(0, npy.shape[0])
                .mapToObj(row -> IntStream.range(0, columns)
                        .mapToLong(column -> npy.data.getInt((row * columns + column) * Integer.BYTES))
                        .toArray())
                .toArray(long[][]::new);
    }

    private record Npy(int[] shape, ByteBuffer data) {}

    private Npy read(String name, String type) throws IOException {
        try (var in = new DataInputStream(zip.getInputStream(zip.getEntry(name + ".npy")))) {
            in.skipNBytes(8);
            byte[] header = in.readNBytes(Short.toUnsignedInt(Short.reverseBytes(in.readShort())));
            String text = new String(header, StandardCharsets.US_ASCII);
            Matcher shape = SHAPE.matcher(text);
            if (!shape.find() || !text.contains(type)) {
                throw new IOException(name + " is not " + type + ": " + text);
            }
            int[] dimensions = Arrays.stream(shape.group(1).split(","))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return new Npy(dimensions, ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN));
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
