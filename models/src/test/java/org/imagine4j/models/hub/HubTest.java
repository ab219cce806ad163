package org.imagine4j.models.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Downloads from a real server that does what real networks and hubs do. */
class HubTest {

    private static final HubFile WEIGHTS = new HubFile("org/model", "weights.bin");
    private static final HubFile CONFIG = new HubFile("org/model", "config.json");
    private static final int SIZE = 1_000_000;

    @TempDir
    Path folder;

    private final Watch watch = new Watch();
    private LocalHub local;
    private Hub hub;
    private Path target;

    @BeforeEach
    void start() throws IOException {
        byte[] content = new byte[SIZE];
        new Random(1).nextBytes(content);
        Path repository = Files.createDirectory(folder.resolve("repository"));
        Files.write(repository.resolve("weights.bin"), content);
        Files.writeString(repository.resolve("config.json"), "{}");
        local = new LocalHub().with("org/model", repository);
        hub = new Hub(local.settings(folder.resolve("cache")));
        target = folder.resolve("weights.bin");
    }

    @AfterEach
    void stop() {
        local.close();
    }

    @Test
    void aLargeFileComesFromWhereTheHubSendsUs() throws Exception {
        download();

        assertArrived();
        assertThat(watch.received).isSorted().endsWith((long) SIZE);
        assertThat(local.requests()).extracting(LocalHub.Request::server).contains("hub", "storage");
    }

    @Test
    void theTokenIsForTheHubAlone() throws Exception {
        download();

        assertThat(local.requests())
                .filteredOn(request -> request.server().equals("hub"))
                .isNotEmpty()
                .allMatch(request -> "Bearer secret".equals(request.headers().get("Authorization")));
        assertThat(local.requests())
                .filteredOn(request -> request.server().equals("storage"))
                .isNotEmpty()
                .noneMatch(request -> request.headers().containsKey("Authorization"));
    }

    @Test
    void aSmallFileComesFromTheHub() throws Exception {
        hub.download(describe(CONFIG), folder.resolve("config.json"), watch);

        assertThat(folder.resolve("config.json")).hasContent("{}");
    }

    @Test
    void aFileThatIsNotThereIsNotDescribed() throws Exception {
        assertThat(hub.describe(new HubFile("org/model", "no.such"), watch)).isEmpty();
    }

    @Test
    void droppedConnectionsAreContinued() throws Exception {
        local.storagePlays(LocalHub.dropsAfter(150_000, 5));

        download();

        assertArrived();
        assertThat(ranges()).hasSize(5).doesNotHaveDuplicates();
        assertThat(watch.waits).as("each said so").hasSize(5);
    }

    @Test
    void aConnectionThatNeverGetsFurtherIsGivenUpAndWhatCameIsKept() throws Exception {
        local.storagePlays(LocalHub.dropsAfter(300_000, 1)).storagePlays(LocalHub.dropsAfter(0, 100));

        assertThatThrownBy(this::download)
                .isInstanceOf(HubException.class)
                .hasMessageContaining("org/model/weights.bin")
                .hasMessageContaining("run the same command again");
        assertThat(target).doesNotExist();

        local.behave();
        download();
        assertArrived();
        assertThat(ranges()).last().isEqualTo("bytes=300000-");
    }

    @Test
    void aServerWithoutRangesSendsEverythingAgain() throws Exception {
        local.storagePlays(LocalHub.dropsAfter(400_000, 1)).storagePlays((exchange, file) -> {
            exchange.sendResponseHeaders(200, SIZE);
            exchange.getResponseBody().write(Files.readAllBytes(file));
            return true;
        });

        download();

        assertArrived();
        assertThat(ranges()).containsExactly("bytes=400000-");
    }

    @Test
    void whatChangedInBetweenIsDownloadedAnew() throws Exception {
        local.storagePlays(LocalHub.dropsAfter(400_000, 1)).storagePlays(LocalHub.dropsAfter(0, 100));
        assertThatThrownBy(this::download).isInstanceOf(HubException.class);

        local.behave();
        byte[] changed = new byte[SIZE];
        Files.write(folder.resolve("repository/weights.bin"), changed);
        download();

        assertThat(Files.readAllBytes(target)).isEqualTo(changed);
    }

    @Test
    void whatIsThereAndUnchangedIsNotDownloadedAgain() throws Exception {
        download();
        int requests = local.requests().size();
        download();

        assertThat(local.requests().subList(requests, local.requests().size()))
                .extracting(LocalHub.Request::method)
                .containsExactly("HEAD");
    }

    @Test
    void otherContentThanAnnouncedIsRefused() throws Exception {
        local.storagePlays((exchange, file) -> {
            exchange.sendResponseHeaders(200, SIZE);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(new byte[SIZE]);
            }
            return true;
        });

        assertThatThrownBy(this::download).isInstanceOf(HubException.class).hasMessageContaining("SHA-256");
        assertThat(target).doesNotExist();
        assertThat(folder.resolve("weights.bin.part")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"500000, true", "1500000, true", "500000, false", "1500000, false"})
    void otherSizesThanAnnouncedAreRefused(int size, boolean said) {
        local.storagePlays((exchange, file) -> {
            exchange.sendResponseHeaders(200, said ? size : 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(new byte[size]);
            }
            return true;
        });

        assertThatThrownBy(this::download)
                .isInstanceOf(HubException.class)
                .hasMessageContaining("announced 1000000 bytes")
                .hasMessageContaining("org/model/weights.bin");
        assertThat(target).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"401, HF_TOKEN", "403, HF_TOKEN", "500, problem of its own", "418, HF_ENDPOINT"})
    void refusalsSayWhatToDo(int status, String advice) {
        local.hubPlays(LocalHub.answers("weights.bin", status));

        assertThatThrownBy(this::download)
                .isInstanceOf(HubException.class)
                .hasMessageContaining(String.valueOf(status))
                .hasMessageContaining("org/model/weights.bin")
                .hasMessageContaining(advice)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
    }

    @Test
    void aBusyHubIsAskedAgainWhenItSaysSo() throws Exception {
        int[] left = {2};
        local.hubPlays((exchange, file) -> {
            if (left[0]-- <= 0) {
                return false;
            }
            exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.sendResponseHeaders(429, -1);
            return true;
        });

        download();

        assertArrived();
        assertThat(watch.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void aHubThatWantsMuchPatienceIsNotWaitedFor() {
        local.hubPlays((exchange, file) -> {
            exchange.getResponseHeaders().set("Retry-After", "3000");
            exchange.sendResponseHeaders(429, -1);
            return true;
        });

        assertThatThrownBy(this::download)
                .isInstanceOf(HubException.class)
                .hasMessageContaining("too many requests")
                .hasMessageContaining("in 51 minutes");
    }

    @Test
    void aHubThatIsNotThereIsSaid() {
        local.close();

        assertThatThrownBy(this::download)
                .isInstanceOf(HubException.class)
                .hasMessageContaining(local.endpoint().toString())
                .hasMessageContaining("Check the network");
    }

    @Test
    void anInterruptStopsAtOnceAndWhatCameIsKept() throws Exception {
        local.storagePlays((exchange, file) -> {
            exchange.sendResponseHeaders(200, SIZE);
            exchange.getResponseBody().write(Files.readAllBytes(file), 0, 200_000);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                return true;
            }
            return true;
        });
        RemoteFile remote = describe(WEIGHTS);
        Thread here = Thread.currentThread();
        watch.afterBytes = () -> here.interrupt();

        assertThatThrownBy(() -> hub.download(remote, target, watch))
                .isInstanceOfAny(InterruptedException.class, java.nio.channels.ClosedByInterruptException.class);
        Thread.interrupted();
        assertThat(target).doesNotExist();
        assertThat(folder.resolve("weights.bin.part")).exists();
    }

    @Test
    void theCacheOfOtherToolsIsFound() throws Exception {
        Path repository = folder.resolve("cache/models--org--model");
        Path snapshot = Files.createDirectories(repository.resolve("snapshots/abc"));
        Files.createDirectories(repository.resolve("refs"));
        Files.writeString(repository.resolve("refs/main"), "abc");
        Files.writeString(snapshot.resolve("config.json"), "{}");

        assertThat(hub.cached(CONFIG)).contains(snapshot.resolve("config.json"));
        assertThat(hub.cached(WEIGHTS)).isEmpty();
    }

    @Test
    void theEnvironmentMeansWhatItMeansEverywhere() throws Exception {
        Path user = folder.resolve("user");
        Path tokens = Files.createDirectories(user.resolve(".cache/huggingface"));
        Files.writeString(tokens.resolve("token"), "from-file\n");

        HubSettings plain = HubSettings.of(Map.of(), user);
        assertThat(plain.endpoint()).isEqualTo(URI.create("https://huggingface.co"));
        assertThat(plain.token()).contains("from-file");
        assertThat(plain.cache()).isEqualTo(user.resolve(".cache/huggingface/hub"));
        assertThat(plain.offline()).isFalse();

        HubSettings set = HubSettings.of(
                Map.of(
                        "HF_ENDPOINT", "http://mirror:8080/",
                        "HF_TOKEN", "t",
                        "HF_HOME", "/hf",
                        "HF_HUB_OFFLINE", "1"),
                user);
        assertThat(set.endpoint()).isEqualTo(URI.create("http://mirror:8080"));
        assertThat(set.token()).contains("t");
        assertThat(set.cache()).isEqualTo(Path.of("/hf/hub"));
        assertThat(set.offline()).isTrue();
        assertThat(HubSettings.of(Map.of("HF_HUB_CACHE", "/c"), user).cache()).isEqualTo(Path.of("/c"));

        assertThatThrownBy(() -> HubSettings.of(Map.of("HF_ENDPOINT", "mirror"), user))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("HF_ENDPOINT is mirror");
    }

    private void download() throws IOException, InterruptedException {
        hub.download(describe(WEIGHTS), target, watch);
    }

    private RemoteFile describe(HubFile file) throws IOException, InterruptedException {
        Optional<RemoteFile> remote = hub.describe(file, watch);
        return remote.orElseThrow();
    }

    private void assertArrived() throws IOException {
        assertThat(Files.readAllBytes(target)).isEqualTo(Files.readAllBytes(folder.resolve("repository/weights.bin")));
    }

    private List<String> ranges() {
        return local.requests().stream()
                .filter(request -> request.server().equals("storage"))
                .flatMap(request -> Optional.ofNullable(request.headers().get("Range")).stream())
                .toList();
    }

    private static final class Watch implements Hub.Listener {
        private final List<Long> received = Collections.synchronizedList(new ArrayList<>());
        private final List<Duration> waits = new ArrayList<>();
        private Runnable afterBytes = () -> {};

        @Override
        public void received(long bytes) {
            received.add(bytes);
            if (bytes > 0) {
                afterBytes.run();
            }
        }

        @Override
        public void waiting(String reason, Duration pause) {
            waits.add(pause);
        }
    }
}
