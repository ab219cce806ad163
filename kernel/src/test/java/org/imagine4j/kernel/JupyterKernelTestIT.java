package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Jupyter's own test suite for kernels, by Jupyter's own client, against the kernel installed as a kernelspec.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class JupyterKernelTestIT {
    @Test
    void passesEveryTestThatApplies() throws Exception {
        JupyterEnvironment jupyter = JupyterEnvironment.prepared();
        Path script = jupyter.folder().resolve("kernel_test.py");
        try (var in = JupyterKernelTestIT.class.getResourceAsStream("kernel_test.py")) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        String report = jupyter.run("python", List.of(script.toString()), "");

        assertThat(report.lines().filter(line -> line.endsWith("... ok")))
                .as(report)
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactlyInAnyOrder(
                        "test_clear_output",
                        "test_completion",
                        "test_display_data",
                        "test_error",
                        "test_execute_result",
                        "test_execute_stderr",
                        "test_execute_stdout",
                        "test_history",
                        "test_inspect",
                        "test_is_complete",
                        "test_kernel_info",
                        "test_recv_iopub_welcome_msg");
        assertThat(report.lines().filter(line -> line.contains("skipped") && line.startsWith("test_")))
                .as("the pager is IPython's")
                .hasSize(1)
                .allMatch(line -> line.startsWith("test_pager "));
    }
}
