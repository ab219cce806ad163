package org.imagine4j.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFormatTest {

    @TempDir
    Path temp;

    @Test
    void tensorsAreFoundWhereTheHeaderSays() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(1).putFloat(2).putFloat(3).putShort((short) 0x3c00).putShort((short) 0xc000);
        data.putShort((short) 0x3f80).putShort((short) 0xc040);
        Path file = file("""
                {"__metadata__": {"format": "pt"},
                 "b": {"dtype": "F16", "shape": [2], "data_offsets": [12, 16]},
                 "a": {"dtype": "F32", "shape": [3, 1], "data_offsets": [0, 12]},
                 "c": {"dtype": "BF16", "shape": [2], "data_offsets": [16, 20]}}
                """, data.array());
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThat(checkpoint.tensors()).containsOnlyKeys("a", "b", "c");
            assertThat(checkpoint.tensors().get("a").shape()).containsExactly(3, 1);
            assertThat(checkpoint.tensors().get("a").toArray()).containsExactly(1, 2, 3);
            assertThat(checkpoint.tensors().get("b").toArray()).containsExactly(1, -2);
            assertThat(checkpoint.tensors().get("c").toArray()).containsExactly(1, -3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": {\"dtype\": \"F64\", \"shape\": [1], \"data_offsets\": [0, 8]}} | type F64",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [3], \"data_offsets\": [0, 8]}} | does not fit",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [99], \"data_offsets\": [0, 396]}} | does not fit",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [-2], \"data_offsets\": [8, 0]}} | a has -2 in its shape",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [4000000000], \"data_offsets\": [0, 8]}} | a has a dimension of 4000000000",
                "{\"a\": {\"dtype\": \"F32\"}} | a is described without shape",
                "{\"a\": {\"dtype\": [\"F32\"]}} | a is described without dtype",
                "{\"a\": null} | a is described without dtype",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": \"2\", \"data_offsets\": [0, 8]}} | a is described without shape",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0]}} | does not fit",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8.5]}} | a has 8.5 in its data_offsets",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [1073741824, 1073741824, 4], \"data_offsets\": [0, 0]}} | too large for any",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}} | a does not begin where",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}} | 4 bytes too many",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]}, \"b\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}} | b does not begin where",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]}, \"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]}} | a is there twice",
                "{a: 1} | is not JSON",
                "[1, 2] | is not a JSON object",
                "{\"a | is not JSON"
            })
    void damagedHeadersAreRefused(String header, String reason) throws IOException {
        Path file = file(header, new byte[8]);
        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("file.safetensors: ")
                .hasMessageContaining(reason);
    }

    @Test
    void filesWithoutAHeaderAreRefused() throws IOException {
        Path file = Files.write(temp.resolve("short.safetensors"), new byte[] {127, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void otherFilesAreNotCheckpoints() throws IOException {
        Path file = Files.createFile(temp.resolve("weights.zip"));
        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("not in .zip");
    }

    private Path file(String header, byte[] data) throws IOException {
        byte[] text = header.strip().getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        content.putLong(text.length).put(text).put(data);
        return Files.write(temp.resolve("file.safetensors"), content.array());
    }
}
