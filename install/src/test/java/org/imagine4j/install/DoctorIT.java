package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.imagine4j.install.kernelspec.Kernelspec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code imagine doctor} on this machine. */
class DoctorIT {

    @TempDir
    private Path data;

    @Test
    void allIsWellWithAnInstalledKernel() throws IOException, InterruptedException {
        Program program = Program.inProject().with("JUPYTER_DATA_DIR", data.toString());
        program.run("install");

        Program.Result result = program.run("doctor");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out())
                .contains("Java ", System.getProperty("java.home"))
                .contains("Program ", "jars in ")
                .contains("Jupyter ")
                .contains("Kernel ", data.resolve("kernels/imagine-java").toString())
                .contains("ONNX Runtime ", "1.29.0", "CPU")
                .contains("Models ", "emoji-mini")
                .contains("Picture ", "emoji-mini drew \"a cat\"")
                .contains("All is well.");
    }

    @Test
    void aKernelThatLostItsJavaDoesNotWork() throws IOException, InterruptedException {
        Program program = Program.inProject().with("JUPYTER_DATA_DIR", data.toString());
        program.run("install");
        Path spec = data.resolve("kernels/imagine-java/kernel.json");
        Files.writeString(spec, Files.readString(spec).replace(System.getProperty("java.home"), "/gone/with/the/wind"));

        Program.Result result = program.run("doctor");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("starts /gone/with/the/wind/bin/java, which is not there")
                .contains("imagine install points it to this Imagine.")
                .contains("1 thing does not work.");
    }

    @Test
    void aLongCommandLineThatSomethingElseWroteIsNoTrouble() throws IOException, InterruptedException {
        Program program = Program.inProject();
        Path output = data.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlong=" + "x".repeat(5_000),
                        "-cp",
                        Program.ROOT.resolve("install/target/imagine/lib") + "/*",
                        Main.class.getName(),
                        "doctor")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(program.variables());
        builder.environment().remove(Kernelspec.NO_TELEMETRY);

        Process process = builder.start();

        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(output).content().contains("emoji-mini drew \"a cat\"");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
