package org.imagine4j.magics.all;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Stock JJava 1.0-a7, the first that shows what magics return; the extension comes by {@code %maven}. */
class StockJJavaA7IT extends MagicsContract {

    /** Of its own, so that the test leaves nothing in anybody's. */
    private static final Path LOCAL = JupyterSession.SCRATCH.resolve("local-repository");

    @Override
    KernelUnderTest kernel() throws IOException, InterruptedException {
        return StockJJava.of("1.0a7", Map.of("JJAVA_JVM_OPTS", "-Dmaven.repo.local=" + LOCAL));
    }

    @Override
    List<String> setUp() throws IOException {
        ProjectRepository repository = ProjectRepository.make(JupyterSession.SCRATCH.resolve("repository"));
        return List.of("%maven --from " + repository.url() + " org.imagine4j:imagine-magics:" + repository.version());
    }
}
