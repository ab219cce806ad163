package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of damaged messages among good ones, on the shell and control channels: damaged frames, signatures, JSON,
 * fields of the wrong type, messages out of order. Every good request has its reply, in order, and the threads are those
 * of before.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class WireFuzzTest {
    private static final int ROUNDS = 4_000;
    private static final int GOOD_EVERY = 40;

    /** Not the one that ends the kernel: it is to be alive afterwards. */
    private static final String[] TYPES = {
        "execute_request",
        "complete_request",
        "inspect_request",
        "is_complete_request",
        "history_request",
        "kernel_info_request",
        "connect_request",
        "comm_info_request",
        "comm_open",
        "comm_msg",
        "comm_close",
        "interrupt_request",
        "input_reply",
        "execute_reply",
        "status",
        "no_such_request",
        ""
    };

    private static final String[] CONTENTS = {
        "{}",
        "{\"code\":\"mutant\"}",
        "{\"code\":5,\"silent\":{},\"user_expressions\":[1]}",
        "{\"code\":\"crash\",\"stop_on_error\":\"no\"}",
        "{\"code\":\"\\ud83d\\ude00\",\"cursor_pos\":-3}",
        "{\"code\":\"x\",\"cursor_pos\":1e300,\"detail_level\":null}",
        "{\"hist_access_type\":\"range\",\"session\":-9,\"start\":9,\"stop\":-9}",
        "{\"hist_access_type\":\"search\",\"pattern\":\"*?\\\\[\",\"n\":-1}",
        "{\"comm_id\":[],\"target_name\":{},\"data\":7}",
        "[]",
        "null",
        "\"text\"",
        "{\"code\":",
        "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000)
    };

    private TestNotebook notebook;

    @BeforeEach
    void open() throws Exception {
        notebook = TestNotebook.open(new EchoInterpreter());
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {20261122, 1, 2})
    void everyGoodRequestIsAnswered(long seed) {
        TestClient client = notebook.client();
        Random random = new Random(seed);
        notebook.cell("warm");
        int threads = Thread.activeCount();
        List<String> good = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<byte[]> frames = damaged(client, random);
            if (random.nextInt(5) == 0) {
                client.rawControl(frames);
            } else {
                client.raw(frames);
            }
            if (round % GOOD_EVERY == 0) {
                JsonObject content = new JsonObject();
                content.addProperty("code", "good " + round);
                content.addProperty("stop_on_error", false);
                good.add(client.shell("execute_request", content));
            }
        }
        good.add(notebook.start("the end"));
        List<String> answered = new ArrayList<>();
        while (answered.size() < good.size()) {
            TestClient.Received reply = client.fromShell();
            if (good.contains(reply.parentId())) {
                answered.add(reply.parentId());
                assertThat(reply.content().get("status").getAsString()).isIn("ok", "aborted");
            }
        }
        assertThat(answered).as("seed " + seed).isEqualTo(good);
        assertThat(client.heartbeat("alive")).isEqualTo("alive");
        client.control("kernel_info_request", new JsonObject());
        TestClient.Received info = client.fromControl();
        while (!info.type().equals("kernel_info_reply")) {
            info = client.fromControl();
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 1);
    }

    /** Half of the messages are signed after they were damaged, and so reach the deeper layers. */
    private static List<byte[]> damaged(TestClient client, Random random) {
        String type = TYPES[random.nextInt(TYPES.length)];
        String header = random.nextInt(8) == 0 ? CONTENTS[random.nextInt(CONTENTS.length)] : client.header(type);
        String content = CONTENTS[random.nextInt(CONTENTS.length)];
        if (random.nextBoolean()) {
            return client.frames(damaged(header, random), damaged(content, random));
        }
        List<byte[]> frames = new ArrayList<>(client.frames(header, content));
        for (int change = random.nextInt(4); change >= 0; change--) {
            mutate(frames, random);
        }
        return frames;
    }

    private static String damaged(String json, Random random) {
        if (json.isEmpty() || random.nextInt(3) > 0) {
            return json;
        }
        int at = random.nextInt(json.length());
        return switch (random.nextInt(3)) {
            case 0 -> json.substring(0, at);
            case 1 -> json.substring(0, at) + (char) random.nextInt(0x300) + json.substring(at + 1);
            default -> json.substring(0, at) + json.substring(Math.min(json.length(), at + random.nextInt(9)));
        };
    }

    private static void mutate(List<byte[]> frames, Random random) {
        int at = random.nextInt(frames.size());
        switch (random.nextInt(6)) {
            case 0 -> {
                if (frames.size() > 1) {
                    frames.remove(at);
                }
            }
            case 1 -> frames.add(at, new byte[random.nextInt(10)]);
            case 2 -> frames.set(at, frames.get(random.nextInt(frames.size())));
            case 3 -> frames.add(at, "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII));
            default -> {
                byte[] frame = frames.get(at).clone();
                if (frame.length > 0) {
                    frame[random.nextInt(frame.length)] = (byte) random.nextInt();
                }
                frames.set(at, frame);
            }
        }
    }
}
