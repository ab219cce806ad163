package org.imagine4j.models.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.imagine4j.models.checkpoint.Storage.Stretch;

/**
 * A {@code .safetensors} file: a 64-bit length, a JSON header of that length that tells type, shape and place of every
 * tensor, then the numbers, row-major and little endian.
 */
final class SafetensorsFormat implements CheckpointFormat {

    private static final long MAX_HEADER = 1 << 24;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Map<String, DType> TYPES =
            Map.of("F32", DType.FLOAT32, "F16", DType.FLOAT16, "BF16", DType.BFLOAT16, "I64", DType.INT64);

    @Override
    public SortedMap<String, Tensor> readIndex(Path file, FileChannel channel) throws IOException {
        long length = FileBytes.read(channel, 0, Long.BYTES).getLong();
        if (length < 2 || length > MAX_HEADER || length > channel.size() - Long.BYTES) {
            throw new CheckpointException(file, "this is not a safetensors file, or it is cut off.");
        }
        Stretch data = new Stretch(Long.BYTES + length, channel.size() - Long.BYTES - length);
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        JsonFile.parse(file, text(file, FileBytes.read(channel, Long.BYTES, (int) length)))
                .forEach((name, description) -> {
                    if (!name.equals("__metadata__")) {
                        tensors.put(name, tensor(file, channel, name, description, data));
                    }
                });
        requireNoOverlapsOrGaps(file, tensors.values(), data);
        return tensors;
    }

    private static String text(Path file, ByteBuffer header) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(header).toString();
        } catch (CharacterCodingException e) {
            throw new CheckpointException(file, "its header is not UTF-8 text.", e);
        }
    }

    private static Tensor tensor(Path file, FileChannel channel, String name, JsonElement element, Stretch data) {
        if (!(element instanceof JsonObject description)
                || !(description.get("dtype") instanceof JsonPrimitive typeName)) {
            throw new CheckpointException(file, name + " is described without dtype.");
        }
        DType type = TYPES.get(typeName.getAsString());
        if (type == null) {
            throw new CheckpointException(
                    file, name + " has type " + typeName.getAsString() + "; weights are F32, F16 or BF16.");
        }
        List<Integer> shape = numbers(file, name, "shape", description).stream()
                .map(dimension -> {
                    if (dimension > Integer.MAX_VALUE) {
                        throw new CheckpointException(file, name + " has a dimension of " + dimension + ".");
                    }
                    return dimension.intValue();
                })
                .toList();
        List<Long> offsets = numbers(file, name, "data_offsets", description);
        long bytes = Tensor.bytes(file, name, shape, type);
        if (offsets.size() != 2
                || offsets.get(0) > offsets.get(1)
                || offsets.get(1) - offsets.get(0) != bytes
                || offsets.get(1) > data.length()) {
            throw new CheckpointException(
                    file,
                    name + " " + shape + " " + typeName.getAsString() + " does not fit its place, bytes " + offsets
                            + ".");
        }
        Stretch stretch = new Stretch(data.offset() + offsets.get(0), bytes);
        return new Tensor(name, shape, new FileStorage(channel, type, List.of(stretch)));
    }
    /** Whole numbers from 0, however many. */
    private static List<Long> numbers(Path file, String name, String key, JsonObject description) {
        List<Long> numbers = new ArrayList<>();
        if (!(description.get(key) instanceof JsonArray array)) {
            throw new CheckpointException(file, name + " is described without " + key + ".");
        }
        for (JsonElement number : array) {
            if (!(number instanceof JsonPrimitive)
                    || !WHOLE_NUMBER.matcher(number.getAsString()).matches()) {
                throw new CheckpointException(file, name + " has " + number + " in its " + key + ".");
            }
            numbers.add(number.getAsLong());
        }
        return numbers;
    }

    private static void requireNoOverlapsOrGaps(Path file, Collection<Tensor> tensors, Stretch data) {
        List<Tensor> inOrder = tensors.stream()
                .sorted(Comparator.comparingLong(
                                (Tensor tensor) -> place(tensor).offset())
                        .thenComparingLong(tensor -> place(tensor).length()))
                .toList();
        long end = data.offset();
        for (Tensor tensor : inOrder) {
            if (place(tensor).offset() != end) {
                throw new CheckpointException(file, tensor.name() + " does not begin where the tensor before it ends.");
            }
            end += place(tensor).length();
        }
        if (end != data.offset() + data.length()) {
            throw new CheckpointException(
                    file, "there are " + (data.offset() + data.length() - end) + " bytes too many at its end.");
        }
    }

    private static Stretch place(Tensor tensor) {
        return tensor.storage().stretches().get(0);
    }
}
