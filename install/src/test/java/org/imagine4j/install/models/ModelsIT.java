package org.imagine4j.install.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.imagine4j.models.hub.LocalHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code imagine models} as a process of its own, against a hub on this machine with a small model. */
class ModelsIT {

    private static final Path GOLDEN = Path.of("../models/src/test/resources/golden/mini-flax");

    @TempDir
    private Path folder;

    private LocalHub hub;

    /** How a run ended. */
    private record Result(int exitCode, String out, String err) {}

    @BeforeEach
    void start() throws IOException {
        hub = new LocalHub()
                .with("dalle-mini/dalle-mini", GOLDEN.resolve("dalle"))
                .with("dalle-mini/vqgan_imagenet_f16_16384", GOLDEN.resolve("vqgan"));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aModelIsPulledListedVerifiedAndRemoved() throws Exception {
        assertThat(run("list").out()).contains("emoji-mini", "bundled", "dalle-mini", "can be pulled", "2.09 GB");

        Result pull = run("pull", "dalle-mini");
        assertThat(pull.exitCode()).as(pull.err()).isZero();
        assertThat(pull.out()).contains("dalle-mini@", "is ready");
        assertThat(pull.err()).contains("100 %", "downloading dalle-mini", "importing dalle-mini");

        assertThat(run("list").out()).contains("installed");
        assertThat(run("info", "dalle-mini").out()).contains("Limits", "stereotypes", "Apache-2.0", "On disk");
        assertThat(run("verify", "dalle-mini").exitCode()).isZero();
        assertThat(run("remove", "dalle-mini").out()).contains("free again");
        assertThat(run("list").out()).doesNotContain("installed");
    }

    @Test
    void aFolderIsImportedAndDamageIsFound() throws Exception {
        assertThat(run("import", GOLDEN.toString(), "--name", "mine").exitCode())
                .isZero();
        Path weights;
        try (var files = Files.walk(folder)) {
            weights = files.filter(file -> file.endsWith("weights.bin"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.write(weights, new byte[10]);

        Result verify = run("verify", "mine");
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.out()).contains("weights.bin has 10 bytes", "imagine models remove mine");
    }

    @Test
    void aModelThatRanksIsPulledAndSaysWhatItIsFor() throws Exception {
        Path clip = Files.createDirectory(folder.resolve("clip"));
        for (String file : List.of(
                "config.json", "preprocessor_config.json", "vocab.json", "merges.txt", "flax/flax_model.msgpack")) {
            Files.copy(
                    GOLDEN.resolveSibling("clip").resolve(file),
                    clip.resolve(Path.of(file).getFileName()));
        }
        hub.with("openai/clip-vit-base-patch32", clip);

        Result pull = run("pull", "clip");

        assertThat(pull.exitCode()).as(pull.err()).isZero();
        assertThat(pull.out()).contains("clip@", "is ready", "--rank clip");
        assertThat(run("list").out()).contains("ranks pictures", "draws pictures");
        assertThat(run("info", "clip").out()).contains("chosen with --rank", "MIT", "32×32 pixels read as 4×4 patches");
        assertThat(run("import", clip.toString(), "--name", "mine").out()).contains("--rank mine");
    }

    @Test
    void mistakesAnswerInTwoLines() throws Exception {
        hub.hubPlays(LocalHub.answers("config.json", 401));
        Result refused = run("pull", "dalle-mini");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("401", "Set HF_TOKEN").hasLineCount(2);

        Result unknown = run("pull", "dale-mini");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("Did you mean dalle-mini?").hasLineCount(2);
    }

    @Test
    void aStoppedPullIsContinued() throws Exception {
        hub.storagePlays((exchange, file) -> {
            byte[] content = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, content.length / 2);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                return true;
            }
            return true;
        });
        Path err = folder.resolve("stopped.txt");
        Process process =
                builder("pull", "dalle-mini").redirectError(err.toFile()).start();
        Path part = folder.resolve("home/models/.downloads/dalle-mini/vqgan/flax_model.msgpack.part");
        while (process.isAlive() && !(Files.exists(part) && Files.size(part) > 100_000)) {
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        process.destroy();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(err).content().contains("Stopped.", "imagine models pull dalle-mini continues");
        long kept = Files.size(part);
        assertThat(run("list").out()).doesNotContain("installed");

        hub.behave();
        assertThat(run("pull", "dalle-mini").exitCode()).isZero();
        assertThat(hub.requests())
                .extracting(request -> request.headers().getOrDefault("Range", ""))
                .contains("bytes=" + kept + "-");
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = builder(arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("imagine models " + String.join(" ", arguments) + " does not end");
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private ProcessBuilder builder(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.imagine4j.install.Main",
                "models");
        builder.command().addAll(List.of(arguments));
        Map<String, String> variables = new HashMap<>();
        variables.put("IMAGINE_HOME", folder.resolve("home").toString());
        variables.put("HF_ENDPOINT", hub.endpoint().toString());
        variables.put("HF_HOME", folder.resolve("huggingface").toString());
        variables.put("no_proxy", "localhost,127.0.0.1");
        builder.environment().keySet().removeIf(name -> name.startsWith("HF_"));
        builder.environment().putAll(variables);
        return builder;
    }
}
