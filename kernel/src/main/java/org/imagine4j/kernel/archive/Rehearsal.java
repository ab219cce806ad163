package org.imagine4j.kernel.archive;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.imagine4j.kernel.wire.Channel;
import org.imagine4j.kernel.wire.Client;
import org.imagine4j.kernel.wire.ConnectionFile;

/** Starts a kernel, runs what people run, and ends it, so that all classes that this takes have been loaded once. */
final class Rehearsal {
    /** What makes a first notebook: values, output, a table, a loop, declarations, a lambda, mistakes. */
    private static final List<String> CELLS = List.of(
            "1+1",
            "System.out.println(\"Hello\"); System.err.println(\"world\");",
            "int x = 40; String s = \"Java \" + x; var list = List.of(1, 2, 3); x + 2",
            "record Point(int x, double y) {}\nList.of(new Point(1, 2), new Point(3, 4))",
            "int twice(int n) { return 2 * n; }\nfor (int i = 0; i < 3; i++) System.out.println(twice(i));",
            "Stream.of(\"a\", \"b\").map(String::toUpperCase).collect(Collectors.toList())",
            "Map.of(\"one\", 1)",
            "import java.time.*;\nLocalDate.of(2026, 1, 1).plusDays(1)",
            "html(\"<b>bold</b>\")",
            "undefined + 1",
            "int[] numbers = {1}; numbers[1]",
            "%lsmagic",
            "%time 1+1",
            "new java.awt.image.BufferedImage(2, 2, java.awt.image.BufferedImage.TYPE_INT_RGB)");

    /** What the first cell loads beyond that differs little from cell to cell. */
    private static final List<String> SHORT = List.of("1+1");

    private static final int ANSWER_MILLIS = 30_000;
    private static final int END_SECONDS = 40; // an archive is written when the kernel ends

    private final KernelCommand kernel;
    private final Path folder;

    /** @param folder for the connection file */
    Rehearsal(KernelCommand kernel, Path folder) {
        this.kernel = kernel;
        this.folder = folder;
    }

    /** Everything, with further JVM arguments. */
    void whole(List<String> jvmArguments) throws IOException, InterruptedException {
        perform(jvmArguments, CELLS, true);
    }

    /** A start and one cell. */
    void brief(List<String> jvmArguments) throws IOException, InterruptedException {
        perform(jvmArguments, SHORT, false);
    }

    private void perform(List<String> jvmArguments, List<String> cells, boolean withAssistance)
            throws IOException, InterruptedException {
        ConnectionFile connection = ConnectionFile.onFreePorts(UUID.randomUUID().toString());
        Path file = Files.createTempFile(folder, "rehearsal", ".json");
        Process process = null;
        try {
            Files.writeString(file, json(connection).toString());
            process = start(kernel.with(jvmArguments, List.of(file.toString())));
            try (Client client = new Client(connection)) {
                client.ask(Channel.SHELL, "kernel_info_request", new JsonObject(), ANSWER_MILLIS);
                for (String cell : cells) {
                    client.ask(Channel.SHELL, "execute_request", cell(cell), ANSWER_MILLIS);
                }
                if (withAssistance) {
                    assist(client);
                }
                client.ask(Channel.CONTROL, "shutdown_request", new JsonObject(), ANSWER_MILLIS);
            }
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("The kernel did not end well");
            }
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(file);
        }
    }

    private static void assist(Client client) throws IOException {
        for (String code : List.of("list.st", "Sys", "%ti")) {
            client.ask(Channel.SHELL, "complete_request", at(code), ANSWER_MILLIS);
        }
        client.ask(Channel.SHELL, "inspect_request", at("twice"), ANSWER_MILLIS);
        client.ask(Channel.SHELL, "is_complete_request", at("for (;;"), ANSWER_MILLIS);
    }

    private static Process start(List<String> command) throws IOException {
        ProcessBuilder builder = Detached.builder(command);
        ArchiveMaker.rehearse(builder.environment());
        builder.environment().put("IMAGINE_HISTORY", "off");
        // Should this process be killed, the kernel ends by itself.
        builder.environment()
                .put("JPY_PARENT_PID", String.valueOf(ProcessHandle.current().pid()));
        return builder.start();
    }

    private static JsonObject cell(String code) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("stop_on_error", false);
        return content;
    }

    private static JsonObject at(String code) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("cursor_pos", code.length());
        return content;
    }

    private static JsonObject json(ConnectionFile connection) {
        JsonObject json = new JsonObject();
        json.addProperty("transport", connection.transport());
        json.addProperty("ip", connection.ip());
        connection.ports().forEach(json::addProperty);
        json.addProperty("key", connection.key());
        json.addProperty("signature_scheme", connection.signatureScheme());
        return json;
    }
}
