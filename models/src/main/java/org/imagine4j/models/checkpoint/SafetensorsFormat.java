package org.imagine4j.models.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imagine4j.models.checkpoint.Storage.Stretch;

/**
 * A {@code .safetensors} file: a 64-bit length, a JSON header of that length that tells type, shape and place of every
 * tensor, then the numbers, row-major and little endian.
 */
final class SafetensorsFormat implements CheckpointFormat {

    private static final long MAX_HEADER = 100_000_000;
    private static final Map<String, DType> TYPES =
            Map.of("F32", DType.FLOAT32, "F16", DType.FLOAT16, "BF16", DType.BFLOAT16);

    @Override
    public SortedMap<String, Tensor> readIndex(Path file, FileChannel channel) throws IOException {
        long length = read(channel, 0, Long.BYTES).getLong();
        if (length < 2 || length > MAX_HEADER || length > channel.size() - Long.BYTES) {
            throw new CheckpointException(file, "this is not a safetensors file, or it is cut off.");
        }
        String header = StandardCharsets.UTF_8
                .decode(read(channel, Long.BYTES, (int) length))
                .toString();
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        try {
            for (Map.Entry<String, JsonElement> entry :
                    JsonParser.parseString(header).getAsJsonObject().entrySet()) {
                if (!entry.getKey().equals("__metadata__")) {
                    JsonObject description = entry.getValue().getAsJsonObject();
                    tensors.put(
                            entry.getKey(), tensor(file, channel, entry.getKey(), description, Long.BYTES + length));
                }
            }
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | ArithmeticException
                | NumberFormatException
                | NullPointerException e) {
            throw new CheckpointException(file, "its header is damaged (" + e.getMessage() + ").", e);
        }
        return tensors;
    }

    private static Tensor tensor(Path file, FileChannel channel, String name, JsonObject description, long dataStart)
            throws IOException {
        String typeName = description.get("dtype").getAsString();
        DType type = TYPES.get(typeName);
        if (type == null) {
            throw new CheckpointException(file, name + " has type " + typeName + "; weights are F32, F16 or BF16.");
        }
        List<Integer> shape = new ArrayList<>();
        for (JsonElement dimension : description.getAsJsonArray("shape")) {
            shape.add(dimension.getAsBigDecimal().intValueExact());
        }
        JsonArray offsets = description.getAsJsonArray("data_offsets");
        long begin = offsets.get(0).getAsBigDecimal().longValueExact();
        long end = offsets.get(1).getAsBigDecimal().longValueExact();
        if (shape.stream().anyMatch(dimension -> dimension < 0)
                || begin < 0
                || end - begin != Tensor.elements(shape) * type.bytes()
                || end > channel.size() - dataStart) {
            throw new CheckpointException(
                    file,
                    name + " " + shape + " " + typeName + " does not fit its place, bytes " + begin + " to " + end
                            + ".");
        }
        Stretch stretch = new Stretch(dataStart + begin, end - begin);
        return new Tensor(name, shape, new Storage(channel, type, List.of(stretch)));
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("it is cut off");
            }
        }
        return bytes.flip();
    }
}
