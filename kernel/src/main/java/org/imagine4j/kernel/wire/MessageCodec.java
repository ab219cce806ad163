package org.imagine4j.kernel.wire;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Turns messages into frames and back: identities, delimiter, signature, header, parent header, metadata, content,
 * buffers. Safe for use by any thread.
 */
final class MessageCodec {
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final int JSON_FRAMES = 4;

    private final Gson gson =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
    private final Signer signer;

    MessageCodec(Signer signer) {
        this.signer = signer;
    }

    List<byte[]> encode(Message message) {
        List<byte[]> json = List.of(
                bytes(message.header()),
                bytes(message.parentHeader()),
                bytes(message.metadata()),
                bytes(message.content()));
        List<byte[]> frames = new ArrayList<>(message.identities());
        frames.add(DELIMITER);
        frames.add(signer.sign(json));
        frames.addAll(json);
        frames.addAll(message.buffers());
        return frames;
    }

    /** Empty if the frames are not a message, or not one signed with our key: such frames are dropped in silence. */
    Optional<Message> decode(List<byte[]> frames) {
        int delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
            delimiter++;
        }
        int json = delimiter + 2;
        if (frames.size() < json + JSON_FRAMES) {
            return Optional.empty();
        }
        List<byte[]> signed = frames.subList(json, json + JSON_FRAMES);
        if (!signer.verify(frames.get(delimiter + 1), signed)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Message(
                    List.copyOf(frames.subList(0, delimiter)),
                    object(signed.get(0)),
                    object(signed.get(1)),
                    object(signed.get(2)),
                    object(signed.get(3)),
                    List.copyOf(frames.subList(json + JSON_FRAMES, frames.size()))));
        } catch (JsonParseException | IllegalStateException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private byte[] bytes(JsonObject json) {
        return gson.toJson(json).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject object(byte[] frame) {
        JsonElement json = JsonParser.parseString(new String(frame, StandardCharsets.UTF_8));
        return json.isJsonNull() ? new JsonObject() : json.getAsJsonObject();
    }
}
