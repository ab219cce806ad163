package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.imagine4j.install.Program.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code imagine bench} as people and scripts call it. */
class BenchIT {

    private final Program program = Program.inProject();

    @Test
    void peopleGetATable() throws Exception {
        Result result = program.run("bench", "--images", "1,2", "--runs", "1", "--warmup", "0");
        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out().lines().toList()).hasSize(7).satisfies(lines -> {
            assertThat(lines.get(0)).contains("emoji-mini in fp32 on cpu");
            assertThat(lines.get(4)).contains("PICTURES", "DECODE", "OF BANDWIDTH");
            assertThat(lines.get(5)).startsWith("1 ");
            assertThat(lines.get(6)).startsWith("2 ");
        });
    }

    @Test
    void scriptsGetJson() throws Exception {
        Result result = program.run(
                "bench",
                "emoji-mini",
                "--precision",
                "int8",
                "--images",
                "3",
                "--runs",
                "2",
                "--device",
                "cpu",
                "--json");
        assertThat(result.exitCode()).as(result.all()).isZero();
        JsonObject json = JsonParser.parseString(result.out()).getAsJsonObject();
        assertThat(json.getAsJsonObject("model").get("precision").getAsString()).isEqualTo("int8");
        JsonObject row = json.getAsJsonArray("runs").get(0).getAsJsonObject();
        assertThat(row.get("pictures").getAsInt()).isEqualTo(3);
        assertThat(row.getAsJsonArray("totalSecondsOfRuns")).hasSize(2);
        double stages = row.get("encodeSeconds").getAsDouble()
                + row.get("decodeSeconds").getAsDouble()
                + row.get("paintSeconds").getAsDouble();
        assertThat(stages).isPositive().isLessThan(1.5 * row.get("totalSeconds").getAsDouble());
        assertThat(json.getAsJsonObject("machine").get("memoryBytesPerSecond").getAsDouble())
                .isGreaterThan(1e8);
    }

    /** Half a billion random weights are written and run: what somebody does before downloading the real ones. */
    @Test
    void publishedSizesAreMeasuredWithoutADownload(@TempDir Path home) throws Exception {
        Result result = program.with("IMAGINE_HOME", home.toString())
                .run("bench", "--synthetic", "dalle-mini", "--images", "1", "--runs", "1", "--warmup", "0", "--json");
        assertThat(result.exitCode()).as(result.all()).isZero();
        JsonObject json = JsonParser.parseString(result.out()).getAsJsonObject();
        assertThat(json.getAsJsonObject("model").get("revision").getAsString()).isEqualTo("random");
        assertThat(json.getAsJsonObject("model").get("weightBytesPerStep").getAsLong())
                .as("173 million weights of layers, 17 million of the head")
                .isBetween(185_000_000L, 195_000_000L);
        assertThat(home.resolve("bench/dalle-mini/int8/weights.bin")).isRegularFile();
    }

    @Test
    void mistakesAnswerInTwoLines() throws Exception {
        assertThat(program.run("bench", "--synthetic", "dalle-maxi").err())
                .contains("no model called dalle-maxi")
                .hasLineCount(2);
        assertThat(program.run("bench", "--images", "0").err())
                .contains("--images has 0; numbers of pictures are from 1 to 100.")
                .hasLineCount(2);
        assertThat(program.run("bench", "--device", "gpu").err())
                .contains("--device is gpu; it must be one of auto, cpu, cuda")
                .hasLineCount(2);
        assertThat(program.run("bench", "--precision", "fp8").err())
                .contains("fp8 is not one of fp32, int8, fp16")
                .hasLineCount(2);
    }

    @Test
    void aDeviceThatIsNotThereIsReplacedByTheCpu() throws Exception {
        Result result = program.run("bench", "--images", "1", "--runs", "1", "--warmup", "0", "--device", "rocm");
        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.err()).contains("rocm:0 cannot be used", "The CPU does it.");
        assertThat(result.out()).contains("on cpu");
    }
}
