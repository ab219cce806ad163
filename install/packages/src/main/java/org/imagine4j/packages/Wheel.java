package org.imagine4j.packages;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A wheel that is being written: a zip file whose last entry, {@code RECORD}, lists the digests of the others. The same
 * entries give the same bytes, wherever and whenever it is written.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/binary-distribution-format/">The format</a>
 */
final class Wheel implements AutoCloseable {
    private final ZipOutputStream zip;
    private final String record;
    private final Instant time;
    private final List<String> lines = new ArrayList<>();

    /**
     * @param file the wheel
     * @param metadataFolder its {@code .dist-info} folder
     * @param time what its entries bear, to the two seconds that zip files know
     */
    Wheel(Path file, String metadataFolder, Instant time) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.record = metadataFolder + "/RECORD";
        this.time = time;
    }

    /** Adds a file that deflate can make smaller. */
    void add(String name, byte[] content) throws IOException {
        put(name, content, ZipEntry.DEFLATED);
    }

    /** Adds a file that is compressed already. */
    void addStored(String name, byte[] content) throws IOException {
        put(name, content, ZipEntry.STORED);
    }

    private void put(String name, byte[] content, int method) throws IOException {
        write(name, content, method);
        lines.add(name + ",sha256=" + digest(content) + "," + content.length);
    }

    private void write(String name, byte[] content, int method) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(time.atOffset(ZoneOffset.UTC).toLocalDateTime());
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
            CRC32 crc = new CRC32();
            crc.update(content);
            entry.setSize(content.length);
            entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static String digest(byte[] content) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (zip) {
            lines.add(record + ",,");
            write(record, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), ZipEntry.DEFLATED);
        }
    }
}
