package org.imagine4j.magics.all;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spencerpark.ijava.IJava;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** IJava, or rather what stands in for its entry point, on its own base library. */
class IJavaIT extends MagicsContract {

    private static final String INSTALL = "org.imagine4j.magics.Imagine.install();";

    /** Of this test's class path, what IJava consists of; nothing of ours. */
    private static final List<String> ITS_PARTS =
            List.of("test-classes", "jupyter-jvm-basekernel", "gson-", "jeromq", "jnacl");

    @Override
    KernelUnderTest kernel() throws IOException {
        return kernel(Map.of());
    }

    @Override
    List<String> setUp() throws IOException {
        return List.of("%jars " + AllJar.path(), INSTALL);
    }

    @Test
    void twoVariablesOfTheEnvironmentDoTheSame() throws IOException, InterruptedException {
        KernelUnderTest kernel =
                kernel(Map.of("IJAVA_CLASSPATH", AllJar.path().toString(), "IJAVA_STARTUP_SCRIPT", INSTALL));

        Map<String, CellRun> notebook =
                JupyterSession.run(kernel, List.of(new Cell("cat", "%imagine -n 1 --seed 7 a cat")));

        assertThat(notebook.get("cat").shownOnce().html()).contains("1 picture in");
    }

    private static KernelUnderTest kernel(Map<String, String> variables) throws IOException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        ITS_PARTS.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return KernelUnderTest.of(
                "ijava", List.of(java, "-cp", classPath, IJava.class.getName(), "{connection_file}"), variables);
    }
}
