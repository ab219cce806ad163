package org.imagine4j.models.checkpoint;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
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

    @Override
    public SortedMap<String, Tensor> readIndex(Path file, FileChannel channel) throws IOException {
        try {
            boolean zip = FileBytes.read(channel, 0, Integer.BYTES).getInt() == ZIP_MAGIC;
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
            for (String name : entries.keySet()) {
                requireInnocent(file, name);
            }
            List<String> pickles = entries.keySet().stream()
                    .filter(n -> n.endsWith("/data.pkl"))
                    .toList();
            if (pickles.size() != 1) {
                throw new CheckpointException(file, "there is no data.pkl in it, or several.");
            }
            ZipArchiveEntry pickle = entries.get(pickles.get(0));
            requireStored(file, pickle);
            String root = pickles.get(0).substring(0, pickles.get(0).length() - "data.pkl".length());
            for (String name : entries.keySet()) {
                if (!name.startsWith(root)) {
                    throw new CheckpointException(file, "it holds " + name + ", which is no part of a checkpoint.");
                }
            }
            requireLittleEndian(file, zip, entries.get(root + "byteorder"));
            Object content;
            try (InputStream in = new BufferedInputStream(zip.getInputStream(pickle))) {
                PickleReader reader = new PickleReader(in, new TorchVocabulary());
                content = reader.read();
                if (reader.consumed() != pickle.getSize()) {
                    throw new CheckpointException(file, "there is more in its data.pkl than one pickle.");
                }
            }
            Map<String, Stretch> data = new HashMap<>();
            for (ZipArchiveEntry entry : entries.values()) {
                if (entry.getName().startsWith(root + "data/")) {
                    requireStored(file, entry);
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

    /** Nothing is ever unpacked, but an archive with such names was made to do harm. */
    private static void requireInnocent(Path file, String entry) {
        if (entry.startsWith("/")
                || entry.contains("\\")
                || entry.contains(":")
                || List.of(entry.split("/")).contains("..")) {
            throw new CheckpointException(
                    file, "it holds " + entry + ", a name that leads out of the archive; it may be malicious.");
        }
    }

    private static void requireStored(Path file, ZipArchiveEntry entry) {
        if (entry.getMethod() != ZipEntry.STORED
                || entry.getCompressedSize() != entry.getSize()
                || entry.getGeneralPurposeBit().usesEncryption()) {
            throw new CheckpointException(
                    file, entry.getName() + " is compressed or encrypted, which PyTorch never does.");
        }
    }

    private static void requireLittleEndian(Path file, ZipFile zip, ZipArchiveEntry order) throws IOException {
        if (order != null) {
            try (InputStream in = zip.getInputStream(order)) {
                if (!new String(in.readNBytes(16), StandardCharsets.US_ASCII).equals("little")) {
                    throw new CheckpointException(file, "its numbers are not little endian.");
                }
            }
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
                throw new CheckpointException(
                        file,
                        "it lists a storage that no tensor uses" + (key instanceof String ? ": " + key + "." : "."));
            }
            long count = FileBytes.read(channel, position, Long.BYTES).getLong();
            if (count < 0 || count > (channel.size() - position - Long.BYTES) / width) {
                throw new CheckpointException(file, "it is cut off inside the storage " + key + ".");
            }
            if (data.put((String) key, new Stretch(position + Long.BYTES, count * width)) != null) {
                throw new CheckpointException(file, "it lists the storage " + key + " twice.");
            }
            position += Long.BYTES + count * width;
        }
        if (position != channel.size()) {
            throw new CheckpointException(
                    file, "there are " + (channel.size() - position) + " bytes too many at its end.");
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
        Map<StorageReference, FileStorage> storages = new HashMap<>();
        for (StorageReference reference : new HashSet<>(storages(file, content))) {
            Stretch stretch = data.get(reference.key());
            long bytes = Math.multiplyExact(reference.size(), reference.type().bytes());
            if (stretch == null || stretch.length() != bytes || stretch.offset() + bytes > channel.size()) {
                throw new CheckpointException(
                        file,
                        "the storage " + reference.key() + " should have " + bytes + " bytes, but has "
                                + (stretch == null ? "none" : stretch.length()) + ".");
            }
            storages.put(reference, new FileStorage(channel, reference.type(), List.of(stretch)));
        }
        requireNoOverlaps(file, data.values());
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        entries(file, content).forEach((name, view) -> {
            if (!view.layout().fits(view.shape(), view.storage().size())) {
                throw new CheckpointException(file, name + " reaches beyond its storage.");
            }
            Tensor.bytes(file, name, view.shape(), view.storage().type());
            tensors.put(name, new Tensor(name, view.shape(), view.layout(), storages.get(view.storage())));
        });
        return tensors;
    }

    private static void requireNoOverlaps(Path file, Collection<Stretch> stretches) {
        long end = 0;
        for (Stretch stretch : stretches.stream()
                .sorted(Comparator.comparingLong(Stretch::offset).thenComparingLong(Stretch::length))
                .toList()) {
            if (stretch.offset() < end) {
                throw new CheckpointException(file, "its storages overlap.");
            }
            end = stretch.offset() + stretch.length();
        }
    }
}
