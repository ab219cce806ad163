package org.imagine4j.models.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.imagine4j.models.checkpoint.Storage.Stretch;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.core.buffer.ChannelBufferInput;

/**
 * A {@code flax_model.msgpack} file, as {@code flax.serialization.to_bytes} writes it.
 *
 * <p>One msgpack map of nested maps with string keys. A leaf is an extension of type 1 whose payload is msgpack again:
 * {@code [[dim, …], dtype name, bytes]}, row-major, little endian. Arrays above 2^30 bytes are a map {@code
 * {"__msgpack_chunked_array__": true, "shape": {"0": d0, …}, "chunks": {"0": leaf, …}}} of one-dimensional pieces.
 *
 * <p>Reads the structure only and skips the values, whatever the file's size.
 */
final class FlaxFormat implements CheckpointFormat {

    private static final byte NDARRAY = 1;
    private static final String CHUNKED = "__msgpack_chunked_array__";
    private static final Set<String> CHUNKED_KEYS = Set.of(CHUNKED, "shape", "chunks");
    private static final Pattern PIECE = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final int MAX_DEPTH = 32;
    private static final int MAX_DIMENSIONS = 8;
    private static final int MAX_NAME = 1 << 12;

    private static final MessagePack.UnpackerConfig UNPACKER =
            new MessagePack.UnpackerConfig().withStringSizeLimit(MAX_NAME);

    @Override
    public SortedMap<String, Tensor> readIndex(Path file, FileChannel channel) throws IOException {
        return new Index(file, channel).read();
    }

    /** Walks the maps of the file and notes where every array lies. */
    private static final class Index {

        private final Path file;
        private final FileChannel channel;
        private final long fileSize;
        private final SortedMap<String, Tensor> tensors = new TreeMap<>();

        private MessageUnpacker unpacker;
        private long unpackerStart;
        private String place = "its beginning";

        Index(Path file, FileChannel channel) throws IOException {
            this.file = file;
            this.channel = channel;
            this.fileSize = channel.size();
        }

        SortedMap<String, Tensor> read() throws IOException {
            try {
                seek(0);
                collect("", readMap("", 0));
            } catch (MessageInsufficientBufferException e) {
                throw new CheckpointException(
                        file, "this is not a flax checkpoint, or it is cut off at " + place + ".", e);
            } catch (MessagePackException e) {
                throw new CheckpointException(
                        file, "this is not a flax checkpoint, or it is damaged at " + place + ".", e);
            }
            if (position() != fileSize) {
                throw new CheckpointException(
                        file, "there are " + (fileSize - position()) + " bytes too many at its end.");
            }
            return tensors;
        }

        private Map<?, ?> readMap(String path, int depth) throws IOException {
            if (depth > MAX_DEPTH) {
                throw new CheckpointException(file, "its maps are nested too deeply at " + path + ".");
            }
            int entries = unpacker.unpackMapHeader();
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < entries; i++) {
                String key = unpacker.unpackString();
                String name = path.isEmpty() ? key : path + "/" + key;
                if (map.put(key, readValue(name, depth)) != null) {
                    throw new CheckpointException(file, "the parameter " + name + " is there twice.");
                }
            }
            return map;
        }

        private Object readValue(String name, int depth) throws IOException {
            place = name;
            return switch (unpacker.getNextFormat().getValueType()) {
                case MAP -> readMap(name, depth + 1);
                case EXTENSION -> readArray(name);
                case BOOLEAN -> unpacker.unpackBoolean();
                case INTEGER -> unpacker.unpackInt();
                default ->
                    throw new CheckpointException(
                            file,
                            name + " is neither a group of parameters nor an array but "
                                    + unpacker.getNextFormat().getValueType() + ".");
            };
        }

        /** Collects the arrays below {@code path}; a chunked array is put together. */
        private void collect(String path, Object value) {
            if (value instanceof Tensor tensor) {
                add(tensor);
            } else if (value instanceof Map<?, ?> map && map.containsKey(CHUNKED)) {
                add(chunked(path, map));
            } else if (value instanceof Map<?, ?> map) {
                map.forEach((key, inner) -> collect(path.isEmpty() ? (String) key : path + "/" + key, inner));
            } else {
                throw new CheckpointException(
                        file, path + " is neither a group of parameters nor an array but " + value + ".");
            }
        }

        private void add(Tensor tensor) {
            if (tensors.put(tensor.name(), tensor) != null) {
                throw new CheckpointException(file, "the parameter " + tensor.name() + " is there twice.");
            }
        }

        /** Reads an array's shape and type, and skips its values. */
        private Tensor readArray(String name) throws IOException {
            ExtensionTypeHeader extension = unpacker.unpackExtensionTypeHeader();
            long start = position();
            if (extension.getType() != NDARRAY) {
                throw new CheckpointException(
                        file, name + " is not an array (msgpack extension type " + extension.getType() + ").");
            }
            if (unpacker.unpackArrayHeader() != 3) {
                throw new CheckpointException(file, name + " is not stored as shape, type and values.");
            }
            int dimensions = unpacker.unpackArrayHeader();
            if (dimensions > MAX_DIMENSIONS) {
                throw new CheckpointException(file, name + " has " + dimensions + " dimensions.");
            }
            List<Integer> shape = new ArrayList<>();
            for (int i = 0; i < dimensions; i++) {
                shape.add(readDimension(name));
            }
            String typeName = unpacker.unpackString();
            DType type = DType.ofNumpyName(typeName)
                    .orElseThrow(() -> new CheckpointException(
                            file, name + " has type " + typeName + "; weights are float32, float16 or bfloat16."));
            long length = unpacker.unpackBinaryHeader();
            long expected = Tensor.bytes(file, name, shape, type);
            if (length != expected) {
                throw new CheckpointException(
                        file,
                        name + " has " + length + " bytes, but " + shape + " " + typeName + " needs " + expected + ".");
            }
            Stretch stretch = new Stretch(position(), length);
            if (position() + length != start + extension.getLength()) {
                throw new CheckpointException(file, name + " is longer or shorter than its header says.");
            }
            if (stretch.offset() + length > fileSize) {
                throw new CheckpointException(file, "it is cut off inside " + name + ".");
            }
            seek(stretch.offset() + length);
            return new Tensor(name, shape, new FileStorage(channel, type, List.of(stretch)));
        }

        private Tensor chunked(String name, Map<?, ?> map) {
            if (!map.keySet().equals(CHUNKED_KEYS) || !Boolean.TRUE.equals(map.get(CHUNKED))) {
                throw new CheckpointException(
                        file, name + " is in pieces, but not of " + CHUNKED_KEYS + "; it has " + map.keySet() + ".");
            }
            List<Integer> shape = inNumericOrder(name, map.get("shape"), Integer.class);
            List<Tensor> chunks = inNumericOrder(name, map.get("chunks"), Tensor.class);
            long size = chunks.stream().mapToLong(Tensor::size).sum();
            DType type = chunks.get(0).type();
            boolean oneType = chunks.stream().map(Tensor::type).distinct().count() == 1;
            boolean possible = shape.stream().allMatch(dimension -> dimension >= 0);
            if (!oneType || !possible || size * type.bytes() != Tensor.bytes(file, name, shape, type)) {
                throw new CheckpointException(file, "the pieces of " + name + " do not make an array " + shape + ".");
            }
            List<Stretch> stretches = chunks.stream()
                    .flatMap(chunk -> chunk.storage().stretches().stream())
                    .toList();
            return new Tensor(name, shape, new FileStorage(channel, type, stretches));
        }

        /** The values of {@code {"0": …, "1": …, …}}; "2" comes before "10". */
        private <T> List<T> inNumericOrder(String name, Object value, Class<T> type) {
            SortedMap<Integer, T> ordered = new TreeMap<>();
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, entry) -> {
                    if (!type.isInstance(entry)) {
                        throw new CheckpointException(file, name + " has a piece that is " + entry + ".");
                    }
                    ordered.put(readNumber(name, (String) key), type.cast(entry));
                });
            }
            if (ordered.isEmpty() || ordered.firstKey() != 0 || ordered.lastKey() != ordered.size() - 1) {
                throw new CheckpointException(file, "pieces of " + name + " are missing.");
            }
            return List.copyOf(ordered.values());
        }

        private int readNumber(String name, String key) {
            if (!PIECE.matcher(key).matches()) {
                throw new CheckpointException(file, name + " has a piece called " + key + ".");
            }
            return Integer.parseInt(key);
        }

        private int readDimension(String name) throws IOException {
            int dimension = unpacker.unpackInt();
            if (dimension < 0) {
                throw new CheckpointException(file, name + " has a dimension of " + dimension + ".");
            }
            return dimension;
        }

        private long position() {
            return unpackerStart + unpacker.getTotalReadBytes();
        }

        private void seek(long position) throws IOException {
            channel.position(position);
            unpacker = UNPACKER.newUnpacker(new ChannelBufferInput(channel));
            unpackerStart = position;
        }
    }
}
