package org.imagine4j.inference.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** How many threads pay on this computer. */
final class Processors {

    private static final Path LINUX = Path.of("/sys/devices/system/cpu");
    private static final String SIBLINGS = "topology/thread_siblings_list";

    private Processors() {}

    /**
     * One thread for every core that this process may use: two threads on one core share its arithmetic units and wait
     * for each other. Where cores are not told apart from processors, one for every processor.
     */
    static int cores() {
        int processors = Runtime.getRuntime().availableProcessors();
        return Math.max(1, Math.min(processors, physicalCores(LINUX, processors)));
    }

    /** @param folder the folder in which Linux describes processors */
    static int physicalCores(Path folder, int fallback) {
        Set<String> cores = new HashSet<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(
                            path -> path.getFileName().toString().matches("cpu\\d+"))
                    .toList()) {
                Path siblings = entry.resolve(SIBLINGS);
                if (Files.isReadable(siblings)) {
                    cores.add(Files.readString(siblings).strip());
                }
            }
        } catch (IOException e) {
            return fallback;
        }
        return cores.isEmpty() ? fallback : cores.size();
    }
}
