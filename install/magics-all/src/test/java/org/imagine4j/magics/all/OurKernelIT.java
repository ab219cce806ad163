package org.imagine4j.magics.all;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.imagine4j.kernel.LaunchCommand;

/** Our own kernel, as the built program has it. */
class OurKernelIT extends MagicsContract {

    private static final Path PROGRAM =
            Path.of("../target/imagine/lib").toAbsolutePath().normalize();

    @Override
    KernelUnderTest kernel() throws IOException {
        try (Stream<Path> jars = Files.list(PROGRAM)) {
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            return KernelUnderTest.of(
                    "ours", LaunchCommand.kernelspecArgv(java, jars.sorted().toList()), Map.of());
        }
    }

    @Override
    boolean knowsTypesOfMagics() {
        return true;
    }

    @Override
    boolean goesOnWhenStopped() {
        return true;
    }
}
