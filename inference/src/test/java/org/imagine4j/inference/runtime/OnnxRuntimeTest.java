package org.imagine4j.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {

    /** Runs in a process of its own: the native library is loaded once in a process, and a crash would end it. */
    static final class OnASmallStack {

        private static final long STACK_BYTES = 256 << 10;

        private OnASmallStack() {}

        public static void main(String[] args) throws InterruptedException {
            Thread thread = new Thread(
                    null,
                    () -> {
                        new OnnxRuntime(1);
                        System.out.print("loaded");
                    },
                    "small",
                    STACK_BYTES);
            thread.start();
            thread.join();
        }
    }

    @Test
    void theNativeLibraryLoadsOnAThreadWithLittleStackLeft() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OnASmallStack.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).endsWith("loaded");
    }
}
