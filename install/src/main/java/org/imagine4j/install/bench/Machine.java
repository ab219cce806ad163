package org.imagine4j.install.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The computer that was measured.
 *
 * @param processor the processor's name, as the operating system has it
 * @param processors how many of them this process may use
 * @param memoryBytes its memory
 * @param memoryBytesPerSecond how fast all processors together read memory
 * @param system operating system and architecture
 * @param java version of the Java runtime
 */
record Machine(
        String processor, int processors, long memoryBytes, double memoryBytesPerSecond, String system, String java) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** This computer; reading its memory takes about a second. */
    static Machine measured() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new Machine(
                processorName(),
                processors,
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize(),
                new MemoryBandwidth(processors).bytesPerSecond(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.version"));
    }

    /** Linux tells the model; elsewhere the architecture has to do, or on Windows an environment variable. */
    private static String processorName() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            String windows = System.getenv("PROCESSOR_IDENTIFIER");
            return windows == null ? System.getProperty("os.arch") : windows;
        }
    }
}
