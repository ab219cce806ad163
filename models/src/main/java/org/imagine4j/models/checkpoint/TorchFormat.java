package org.imagine4j.models.checkpoint;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.imagine4j.models.checkpoint.Storage.Stretch;
import org.imagine4j.models.checkpoint.TorchVocabulary.StorageReference;
import org.imagine4j.models.checkpoint.TorchVocabulary.View;

/**
 * A {@code .pt} file of PyTorch: a dictionary of tensors.
 *
 * <p>Both forms are read. The zip form (since 1.6) holds {@code <root>/data.pkl} and {@code <root>/data/<key>}. The legacy
 * form is a sequence of pickles (magic number, protocol, system, object, storage keys), then for each key a 64-bit count
 * and the numbers. No pickle can run code here, see {@link PickleReader}.
 */
final class TorchFormat implements CheckpointFormat {

    private static final int ZIP_MAGIC = 0x04034b50;
    private static final BigInteger LEGACY_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final BigInteger LEGACY_PROTOCOL = BigInteger.valueOf(1001);
    private static final long MAX_PICKLE = 1 << 26;

    @Override
    public SortedMap<String, Tensor> readIndex(Path file, FileChannel channel) throws IOException {
        try {
            boolean zip = littleEndian(channel, 0, Integer.BYTES).getInt() == ZIP_MAGIC;
            return zip ? readZip(file, channel) : readLegacy(file, channel);
        } catch (PickleReader.RefusedException e) {
            throw new CheckpointException(file, "this is not a PyTorch checkpoint: " + e.getMessage() + ".", e);
        }
    }

    private static SortedMap<String, Tensor> readZip(Path file, FileChannel channel) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            Map<String, ZipArchiveEntry> entries = new HashMap<>();
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entries.put(entry.getName(), entry) != null) {
                    throw new CheckpointException(file, "it holds " + entry.getName() + " twice.");
                }
            }
            List<String> pickles = entries.keySet().stream()
                    .filter(n -> n.endsWith("/data.pkl"))
                    .toList();
            if (pickles.size() != 1) {
                throw new CheckpointException(file, "there is no data.pkl in it, or several.");
            }
            ZipArchiveEntry pickle = entries.get(pickles.get(0));
            if (pickle.getSize() > MAX_PICKLE) {
                throw new CheckpointException(file, "its data.pkl is implausibly large.");
            }
            String root = pickles.get(0).substring(0, pickles.get(0).length() - "data.pkl".length());
            Object content;
            try (InputStream in = new BufferedInputStream(zip.getInputStream(pickle))) {
                content = new PickleReader(in, new TorchVocabulary()).read();
            }
            Map<String, Stretch> data = new HashMap<>();
            for (ZipArchiveEntry entry : entries.values()) {
                if (entry.getName().startsWith(root + "data/")) {
                    if (entry.getMethod() != ZipEntry.STORED) {
                        throw new CheckpointException(
                                file, entry.getName() + " is compressed, which PyTorch never does.");
                    }
                    data.put(
                            entry.getName().substring((root + "data/").length()),
                            new Stretch(entry.getDataOffset(), entry.getSize()));
                }
            }
            return tensors(file, channel, content, data);
        } catch (PickleReader.RefusedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new CheckpointException(file, "it is a damaged zip file (" + e.getMessage() + ").", e);
        }
    }

    private static SortedMap<String, Tensor> readLegacy(Path file, FileChannel channel) throws IOException {
        channel.position(0);
        PickleReader pickles =
                new PickleReader(new BufferedInputStream(Channels.newInputStream(channel)), new TorchVocabulary());
        if (!LEGACY_MAGIC.equals(pickles.read()) || !LEGACY_PROTOCOL.equals(pickles.read())) {
            throw new CheckpointException(file, "this is not a PyTorch checkpoint.");
        }
        if (!(pickles.read() instanceof Map<?, ?> system) || !Boolean.TRUE.equals(system.get("little_endian"))) {
            throw new CheckpointException(file, "its numbers are not little endian.");
        }
        Object content = pickles.read();
        if (!(pickles.read() instanceof List<?> keys)) {
            throw new CheckpointException(file, "its list of storages is missing.");
        }
        Map<String, Integer> widths = new HashMap<>();
        for (StorageReference storage : storages(file, content)) {
            widths.put(storage.key(), storage.type().bytes());
        }
        Map<String, Stretch> data = new HashMap<>();
        long position = pickles.consumed();
        for (Object key : keys) {
            Integer width = key instanceof String ? widths.get(key) : null;
            if (width == null) {
                throw new CheckpointException(file, "it lists a storage " + key + " that no tensor uses.");
            }
            long count = littleEndian(channel, position, Long.BYTES).getLong();
            if (count < 0 || count > (channel.size() - position - Long.BYTES) / width) {
                throw new CheckpointException(file, "it is cut off inside the storage " + key + ".");
            }
            data.put((String) key, new Stretch(position + Long.BYTES, count * width));
            position += Long.BYTES + count * width;
        }
        return tensors(file, channel, content, data);
    }

    private static List<StorageReference> storages(Path file, Object content) {
        return entries(file, content).values().stream().map(View::storage).toList();
    }

    private static Map<String, View> entries(Path file, Object content) {
        if (!(content instanceof Map<?, ?> map)) {
            throw new CheckpointException(file, "it does not hold a dictionary of tensors.");
        }
        Map<String, View> entries = new TreeMap<>();
        map.forEach((name, value) -> {
            if (!(value instanceof View view)) {
                throw new CheckpointException(file, name + " is not a tensor.");
            }
            entries.put((String) name, view);
        });
        return entries;
    }

    private static SortedMap<String, Tensor> tensors(
            Path file, FileChannel channel, Object content, Map<String, Stretch> data) throws IOException {
        Map<StorageReference, Storage> storages = new HashMap<>();
        for (StorageReference reference : new HashSet<>(storages(file, content))) {
            Stretch stretch = data.get(reference.key());
            long bytes = reference.size() * reference.type().bytes();
            if (stretch == null || stretch.length() != bytes || stretch.offset() + bytes > channel.size()) {
                throw new CheckpointException(
                        file,
                        "the storage " + reference.key() + " should have " + bytes + " bytes, but has "
                                + (stretch == null ? "none" : stretch.length()) + ".");
            }
            storages.put(reference, new Storage(channel, reference.type(), List.of(stretch)));
        }
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        entries(file, content).forEach((name, view) -> {
            if (!view.layout().fits(view.shape(), view.storage().size())) {
                throw new CheckpointException(file, name + " reaches beyond its storage.");
            }
            tensors.put(name, new Tensor(name, view.shape(), view.layout(), storages.get(view.storage())));
        });
        return tensors;
    }

    private static ByteBuffer littleEndian(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("it is cut off");
            }
        }
        return bytes.flip();
    }
}
