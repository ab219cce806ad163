package org.imagine4j.packages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** ONNX Runtime's jar, which holds the native libraries of all platforms. */
final class NativeJar {
    private static final String NATIVES = "ai/onnxruntime/native/";
    private static final String DEBUG_SYMBOLS = ".dSYM/";

    private final Path jar;

    NativeJar(Path jar) {
        this.jar = jar;
    }

    static boolean is(Path jar) {
        return jar.getFileName().toString().startsWith("onnxruntime-");
    }

    /**
     * The jar with one platform's libraries only, and without debug symbols. What stays is copied as it is, still
     * compressed.
     */
    byte[] only(Platform platform) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean found = false;
        try (ZipFile in = ZipFile.builder().setPath(jar).get();
                ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
            for (ZipArchiveEntry entry : Collections.list(in.getEntriesInPhysicalOrder())) {
                if (belongsTo(platform, entry.getName())) {
                    found |= entry.getName().startsWith(NATIVES + platform.natives() + "/lib")
                            || entry.getName().endsWith(".dll");
                    try (InputStream raw = in.getRawInputStream(entry)) {
                        out.addRawArchiveEntry(entry, raw);
                    }
                }
            }
        }
        if (!found) {
            throw new IOException(jar + " has no native libraries for " + platform.natives());
        }
        return bytes.toByteArray();
    }

    private static boolean belongsTo(Platform platform, String name) {
        return !name.contains(DEBUG_SYMBOLS)
                && (!name.startsWith(NATIVES)
                        || name.equals(NATIVES)
                        || name.startsWith(NATIVES + platform.natives() + "/"));
    }
}
