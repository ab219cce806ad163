package org.imagine4j.kernel;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.imagine4j.kernel.wire.ConnectionFile;

/** A kernel as front ends start it: a process with a connection file. */
record KernelProcess(Process process, ConnectionFile connection) implements AutoCloseable {

    /**
     * Starts a kernel that makes no archive unless the environment says so.
     *
     * @param argv with a place for the connection file
     * @param folder for the connection file and the history
     */
    static KernelProcess start(List<String> argv, Path folder, Map<String, String> environment) throws IOException {
        ConnectionFile connection = TestClient.freeConnection();
        JsonObject json = new JsonObject();
        json.addProperty("transport", connection.transport());
        json.addProperty("ip", connection.ip());
        connection.ports().forEach(json::addProperty);
        json.addProperty("key", connection.key());
        json.addProperty("signature_scheme", connection.signatureScheme());
        json.addProperty("kernel_name", "imagine");
        Path file = Files.writeString(Files.createTempFile(folder, "connection", ".json"), json.toString());
        ProcessBuilder builder = new ProcessBuilder(argv.stream()
                        .map(argument -> argument.replace("{connection_file}", file.toString()))
                        .toList())
                .inheritIO();
        builder.environment().put("IMAGINE_ARCHIVE", "off");
        builder.environment()
                .put("IMAGINE_HISTORY", folder.resolve("history.jsonl").toString());
        builder.environment().putAll(environment);
        return new KernelProcess(builder.start(), connection);
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** A notebook with this kernel. */
    TestNotebook notebook() {
        return TestNotebook.connect(connection, process::destroyForcibly);
    }

    boolean endsWithin(int seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
