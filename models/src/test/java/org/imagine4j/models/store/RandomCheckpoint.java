package org.imagine4j.models.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Writes a checkpoint with random weights in the published layout and the size of DALL·E Mini (1.75 GB and 304 MB of
 * 32-bit floats), to measure an import with. Not a test: run {@link #main} by hand, as {@code models/README.md} says.
 */
public final class RandomCheckpoint {

    private static final int D = 1024;
    private static final int FFN = 2730;
    private static final int LAYERS = 12;
    private static final int TEXT_VOCABULARY = 50264;
    private static final int TEXT_LENGTH = 64;
    private static final int CODES = 16384;
    private static final int IMAGE_LENGTH = 256;
    private static final int CH = 128;
    private static final int[] MULTIPLIERS = {1, 1, 2, 2, 4};
    private static final int Z = 256;
    private static final byte NDARRAY = 1;

    private final Map<String, List<Integer>> shapes = new TreeMap<>();

    private RandomCheckpoint() {}

    /** Writes {@code dalle/} and {@code vqgan/} below the folder that is named. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        write(folder.resolve("dalle"), transformer(), transformerConfig());
        write(folder.resolve("vqgan"), vqgan(), VQGAN_CONFIG);
        tokenizer(folder.resolve("dalle"));
    }

    private static void write(Path folder, RandomCheckpoint checkpoint, String config) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), config);
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(folder.resolve("flax_model.msgpack")), 1 << 20)) {
            checkpoint.writeMap(out, tree(checkpoint.shapes), new SplittableRandom(1));
        }
    }

    private static RandomCheckpoint transformer() {
        RandomCheckpoint c = new RandomCheckpoint();
        c.add("lm_head/kernel", D, CODES + 1);
        c.side("encoder", "FlaxBartEncoderLayer_", TEXT_VOCABULARY, TEXT_LENGTH, 1);
        c.side("decoder", "FlaxBartDecoderLayer_", CODES + 1, IMAGE_LENGTH, 2);
        return c;
    }

    private void side(String side, String layer, int vocabulary, int positions, int attentions) {
        String prefix = "model/" + side + "/";
        add(prefix + "embed_tokens/embedding", vocabulary, D);
        add(prefix + "embed_positions/embedding", positions, D);
        add(prefix + "layernorm_embedding/scale", D);
        add(prefix + "layernorm_embedding/bias", D);
        add(prefix + "final_ln/bias", D);
        for (int i = 0; i < LAYERS; i++) {
            String in = prefix + "layers/" + layer + i + "/";
            for (int a = 0; a < attentions; a++) {
                for (String projection : List.of("q", "k", "v", "out")) {
                    add(in + "FlaxBartAttention_" + a + "/" + projection + "_proj/kernel", D, D);
                }
                add(in + "LayerNorm_" + 2 * a + "/bias", D);
                add(in + "LayerNorm_" + (2 * a + 1) + "/bias", D);
                add(in + "LayerNorm_" + (2 * a + 1) + "/scale", D);
            }
            add(in + "GLU_0/LayerNorm_0/bias", D);
            add(in + "GLU_0/LayerNorm_1/bias", FFN);
            add(in + "GLU_0/Dense_0/kernel", D, FFN);
            add(in + "GLU_0/Dense_1/kernel", D, FFN);
            add(in + "GLU_0/Dense_2/kernel", FFN, D);
        }
    }

    private static RandomCheckpoint vqgan() {
        RandomCheckpoint c = new RandomCheckpoint();
        int levels = MULTIPLIERS.length;
        int top = CH * MULTIPLIERS[levels - 1];
        c.convolution("encoder/conv_in", 3, 3, CH);
        int width = CH;
        for (int level = 0; level < levels; level++) {
            int out = CH * MULTIPLIERS[level];
            for (int block = 0; block < 2; block++) {
                c.residual("encoder/down_" + level + "/block_" + block, width, out);
                width = out;
                if (level == levels - 1) {
                    c.attention("encoder/down_" + level + "/attn_" + block, out);
                }
            }
            if (level < levels - 1) {
                c.convolution("encoder/down_" + level + "/downsample/conv", 3, out, out);
            }
        }
        c.middle("encoder", top);
        c.norm("encoder/norm_out", top);
        c.convolution("encoder/conv_out", 3, top, Z);
        c.convolution("quant_conv", 1, Z, Z);
        c.add("quantize/embedding/embedding", CODES, Z);
        c.convolution("post_quant_conv", 1, Z, Z);
        c.convolution("decoder/conv_in", 3, Z, top);
        c.middle("decoder", top);
        width = top;
        for (int level = levels - 1; level >= 0; level--) {
            int out = CH * MULTIPLIERS[level];
            for (int block = 0; block < 3; block++) {
                c.residual("decoder/up_" + level + "/block_" + block, width, out);
                width = out;
                if (level == levels - 1) {
                    c.attention("decoder/up_" + level + "/attn_" + block, out);
                }
            }
            if (level > 0) {
                c.convolution("decoder/up_" + level + "/upsample/conv", 3, out, out);
            }
        }
        c.norm("decoder/norm_out", CH);
        c.convolution("decoder/conv_out", 3, CH, 3);
        return c;
    }

    private void middle(String side, int width) {
        residual(side + "/mid/block_1", width, width);
        attention(side + "/mid/attn_1", width);
        residual(side + "/mid/block_2", width, width);
    }

    private void residual(String name, int in, int out) {
        norm(name + "/norm1", in);
        convolution(name + "/conv1", 3, in, out);
        norm(name + "/norm2", out);
        convolution(name + "/conv2", 3, out, out);
        if (in != out) {
            convolution(name + "/nin_shortcut", 1, in, out);
        }
    }

    private void attention(String name, int width) {
        norm(name + "/norm", width);
        for (String part : List.of("q", "k", "v", "proj_out")) {
            convolution(name + "/" + part, 1, width, width);
        }
    }

    private void norm(String name, int width) {
        add(name + "/scale", width);
        add(name + "/bias", width);
    }

    private void convolution(String name, int area, int in, int out) {
        add(name + "/kernel", area, area, in, out);
        add(name + "/bias", out);
    }

    private void add(String name, Integer... shape) {
        shapes.put(name, List.of(shape));
    }

    /** Nested maps, as the file has them. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> tree(Map<String, List<Integer>> shapes) {
        Map<String, Object> root = new TreeMap<>();
        shapes.forEach((name, shape) -> {
            Map<String, Object> group = root;
            List<String> parts = new ArrayList<>(List.of(name.split("/")));
            String leaf = parts.remove(parts.size() - 1);
            for (String part : parts) {
                group = (Map<String, Object>) group.computeIfAbsent(part, key -> new TreeMap<String, Object>());
            }
            group.put(leaf, shape);
        });
        return root;
    }

    private void writeMap(OutputStream out, Map<?, ?> map, SplittableRandom random) throws IOException {
        MessageBufferPacker header = MessagePack.newDefaultBufferPacker();
        header.packMapHeader(map.size());
        out.write(header.toByteArray());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            MessageBufferPacker key = MessagePack.newDefaultBufferPacker();
            key.packString((String) entry.getKey());
            out.write(key.toByteArray());
            if (entry.getValue() instanceof Map<?, ?> group) {
                writeMap(out, group, random);
            } else {
                writeArray(out, (List<?>) entry.getValue(), random);
            }
        }
    }

    private static void writeArray(OutputStream out, List<?> shape, SplittableRandom random) throws IOException {
        long size = 1;
        for (Object dimension : shape) {
            size *= (Integer) dimension;
        }
        MessageBufferPacker payload = MessagePack.newDefaultBufferPacker();
        payload.packArrayHeader(3).packArrayHeader(shape.size());
        for (Object dimension : shape) {
            payload.packInt((Integer) dimension);
        }
        payload.packString("float32").packBinaryHeader(Math.toIntExact(size * Float.BYTES));
        byte[] head = payload.toByteArray();
        MessageBufferPacker extension = MessagePack.newDefaultBufferPacker();
        extension.packExtensionTypeHeader(NDARRAY, Math.toIntExact(head.length + size * Float.BYTES));
        out.write(extension.toByteArray());
        out.write(head);
        ByteBuffer block = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (long i = 0; i < size; i++) {
            block.putFloat((float) (random.nextDouble() - 0.5) * 0.06f);
            if (!block.hasRemaining() || i == size - 1) {
                out.write(block.array(), 0, block.position());
                block.clear();
            }
        }
    }

    /** Single characters only, and nothing merges: enough to write something down. */
    private static void tokenizer(Path folder) throws IOException {
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        for (String special : List.of("<s>", "<pad>", "</s>", "<unk>", "<mask>")) {
            vocabulary.put(special, vocabulary.size());
        }
        for (char c = '!'; c < 0x144; c++) {
            if (c <= '~' || (c >= 0xa1 && c != 0xad && c <= 0xff) || c >= 0x100) {
                vocabulary.put(String.valueOf(c), vocabulary.size());
            }
        }
        Files.writeString(
                folder.resolve("vocab.json"), new com.google.gson.Gson().toJson(vocabulary), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\n");
    }

    private static String transformerConfig() throws IOException {
        return Files.readString(Path.of("src/test/resources/golden/mini-flax/dalle/config.json"))
                .replaceAll("\"d_model\": \\d+", "\"d_model\": " + D)
                .replaceAll("(\"\\w+coder_layers\"): \\d+", "$1: " + LAYERS)
                .replaceAll("(\"\\w+coder_attention_heads\"): \\d+", "$1: 16")
                .replaceAll("(\"\\w+coder_ffn_dim\"): \\d+", "$1: " + FFN)
                .replaceAll("\"encoder_vocab_size\": \\d+", "\"encoder_vocab_size\": " + TEXT_VOCABULARY)
                .replaceAll("\"max_text_length\": \\d+", "\"max_text_length\": " + TEXT_LENGTH)
                .replaceAll("\"image_vocab_size\": \\d+", "\"image_vocab_size\": " + CODES)
                .replaceAll("\"image_length\": \\d+", "\"image_length\": " + IMAGE_LENGTH)
                .replaceAll("\"decoder_start_token_id\": \\d+", "\"decoder_start_token_id\": " + CODES);
    }

    private static final String VQGAN_CONFIG = "{\"ch\": 128, \"ch_mult\": [1, 1, 2, 2, 4], \"num_res_blocks\": 2,"
            + " \"attn_resolutions\": [16], \"resolution\": 256, \"in_channels\": 3, \"out_ch\": 3, \"z_channels\": 256,"
            + " \"embed_dim\": 256, \"n_embed\": 16384, \"double_z\": false, \"dropout\": 0.0,"
            + " \"resamp_with_conv\": true, \"give_pre_end\": false}";
}
