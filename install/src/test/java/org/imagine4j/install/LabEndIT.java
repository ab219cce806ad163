package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code imagine lab} ends when it is told to, whatever JupyterLab does, and leaves nothing behind. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
class LabEndIT {
    private Lab lab;

    @BeforeEach
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        lab = Lab.start(Program.SCRATCH.resolve("lab-end"), "--work", folder.toString());
    }

    @AfterEach
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void end() {
        lab.end();
    }

    @Test
    void evenWhileAKernelStarts() throws InterruptedException, IOException {
        startKernel();
        List<ProcessHandle> all = lab.process().descendants().toList();
        assertThat(all).as("JupyterLab and a kernel").hasSizeGreaterThan(1);

        lab.process().destroy();

        assertThat(lab.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(all).allSatisfy(LabEndIT::ends);
    }

    /** Jupyter's server does not survive that: its ending fails, and it would stay for ever. */
    @Test
    void evenWhileAKernelRestarts() throws InterruptedException, IOException {
        String kernel = JsonParser.parseString(startKernel())
                .getAsJsonObject()
                .get("id")
                .getAsString();
        List<ProcessHandle> all = lab.process().descendants().toList();
        var unused = HttpClient.newHttpClient()
                .sendAsync(post("/api/kernels/" + kernel + "/restart", ""), HttpResponse.BodyHandlers.ofString());
        Thread.sleep(200);

        lab.process().destroy();

        assertThat(lab.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(all).allSatisfy(LabEndIT::ends);
    }

    @Test
    void evenIfJupyterLabDoesNotAnswer() throws InterruptedException, IOException {
        startKernel();
        List<ProcessHandle> all = lab.process().descendants().toList();
        for (ProcessHandle process : all) {
            Process stop = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start();
            assertThat(stop.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(stop.exitValue()).isZero();
        }

        lab.process().destroy();

        assertThat(lab.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(all).allSatisfy(LabEndIT::ends);
    }

    /** As a notebook does that is opened; does not wait until the kernel answers. Returns what the server says. */
    private String startKernel() throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(post("/api/kernels", "{\"name\": \"imagine-java\"}"), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body();
    }

    private HttpRequest post(String path, String body) {
        URI notebook = URI.create(lab.address());
        return HttpRequest.newBuilder(notebook.resolve(path))
                .header("Authorization", notebook.getQuery().replace("token=", "token "))
                .timeout(Duration.ofMinutes(1))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static void ends(ProcessHandle process) {
        assertThat(process.onExit()).as("end of %s", process.info()).succeedsWithin(Duration.ofMinutes(1));
    }
}
