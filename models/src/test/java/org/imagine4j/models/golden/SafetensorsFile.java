package org.imagine4j.models.golden;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.imagine4j.models.checkpoint.Checkpoint;
import org.imagine4j.models.checkpoint.Tensor;

/** Writes other checkpoints' tensors as a {@code .safetensors} file, 32-bit floats. */
final class SafetensorsFile {

    private final Map<String, Tensor> tensors = new TreeMap<>();

    /** Adds a checkpoint's tensors under new names. */
    SafetensorsFile add(Checkpoint checkpoint, UnaryOperator<String> rename) {
        checkpoint.tensors().forEach((name, tensor) -> tensors.put(rename.apply(name), tensor));
        return this;
    }

    /** Leaves out tensors of other names. */
    SafetensorsFile keep(Predicate<String> wanted) {
        tensors.keySet().removeIf(wanted.negate());
        return this;
    }

    void write(Path file) throws IOException {
        JsonObject header = new JsonObject();
        long end = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            JsonArray shape = new JsonArray();
            entry.getValue().shape().forEach(shape::add);
            JsonArray offsets = new JsonArray();
            offsets.add(end);
            end += entry.getValue().size() * Float.BYTES;
            offsets.add(end);
            JsonObject description = new JsonObject();
            description.addProperty("dtype", "F32");
            description.add("shape", shape);
            description.add("data_offsets", offsets);
            header.add(entry.getKey(), description);
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(Long.BYTES + text.length + end))
                .order(ByteOrder.LITTLE_ENDIAN);
        content.putLong(text.length).put(text);
        for (Tensor tensor : tensors.values()) {
            for (float value : tensor.toArray()) {
                content.putFloat(value);
            }
        }
        Files.write(file, content.array());
    }
}
