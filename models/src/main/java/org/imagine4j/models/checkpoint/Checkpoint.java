package org.imagine4j.models.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * An open checkpoint file: an index of named tensors, whose values can be read until it is closed.
 *
 * <p>Formats, told apart by the file's name: flax msgpack ({@code .msgpack}), PyTorch ({@code .pt}, {@code .pth}, {@code
 * .bin}; zip and legacy) and safetensors ({@code .safetensors}).
 */
public final class Checkpoint implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private final SortedMap<String, Tensor> tensors;

    private Checkpoint(Path file, FileChannel channel, SortedMap<String, Tensor> tensors) {
        this.file = file;
        this.channel = channel;
        this.tensors = Collections.unmodifiableSortedMap(tensors);
    }

    /**
     * Opens a checkpoint and reads its index.
     *
     * @throws IOException if the file cannot be read
     * @throws CheckpointException if it is not a checkpoint, damaged, or holds anything but tensors
     */
    public static Checkpoint open(Path file) throws IOException {
        CheckpointFormat format = formatOf(file);
        if (Files.isDirectory(file)) {
            throw new CheckpointException(file, "this is a folder, not a file.");
        }
        FileChannel channel = FileChannel.open(file);
        try {
            return new Checkpoint(file, channel, format.readIndex(file, channel));
        } catch (EOFException e) {
            channel.close();
            throw new CheckpointException(file, "it is cut off.", e);
        } catch (ArithmeticException e) {
            channel.close();
            throw new CheckpointException(file, "it speaks of an array that is too large for any computer.", e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static CheckpointFormat formatOf(Path file) {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return switch (extension) {
            case "msgpack" -> new FlaxFormat();
            case "pt", "pth", "bin" -> new TorchFormat();
            case "safetensors" -> new SafetensorsFormat();
            default ->
                throw new CheckpointException(
                        file,
                        "checkpoints end in .msgpack, .pt, .pth, .bin or .safetensors, not in ." + extension + ".");
        };
    }

    /**
     * All tensors by name, after renaming them.
     *
     * @param rename makes a tensor one of another name
     * @throws CheckpointException if two tensors come to have the same name
     */
    public SortedMap<String, Tensor> renamed(UnaryOperator<Tensor> rename) {
        SortedMap<String, Tensor> result = new TreeMap<>();
        for (Tensor tensor : tensors.values()) {
            Tensor renamed = rename.apply(tensor);
            if (result.put(renamed.name(), renamed) != null) {
                throw new CheckpointException(
                        file, "the parameter " + tensor.name() + " is there twice, under two names.");
            }
        }
        return result;
    }

    /** The file it was opened from. */
    public Path file() {
        return file;
    }

    /** All tensors by name, path parts joined as the format joins them. */
    public SortedMap<String, Tensor> tensors() {
        return tensors;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
