package org.imagine4j.models.clip;

import java.util.Optional;
import org.imagine4j.models.checkpoint.ConfigFile;

/**
 * The shape of a CLIP checkpoint, from its {@code config.json}. What the file leaves out is that of {@code
 * openai/clip-vit-base-patch32}, as everywhere.
 *
 * @param text the tower for texts
 * @param vision the tower for pictures
 * @param vocabulary rows of the text embedding
 * @param maxTextLength longest text in tokens, both ends included
 * @param imageSize width and height of the pictures it reads, in pixels; a multiple of {@code patchSize}
 * @param patchSize width and height of the patches that a picture is cut into
 * @param projection length of the vectors that are compared
 */
public record ClipConfig(
        Tower text, Tower vision, int vocabulary, int maxTextLength, int imageSize, int patchSize, int projection) {

    /** {@code eos_token_id} of checkpoints from before it was looked at: the end is then the token with the largest id. */
    private static final int OLD_END = 2;

    /**
     * A transformer.
     *
     * @param width of the residual stream
     * @param layers number of blocks
     * @param heads attention heads; {@code width} is a multiple
     * @param ffn inner width of the feed-forward part
     * @param activation of the feed-forward part
     * @param epsilon of its norms
     */
    public record Tower(int width, int layers, int heads, int ffn, Activation activation, float epsilon) {}

    /** What stands between the two matrices of a feed-forward part. */
    public enum Activation {
        /** {@code x · sigmoid(1.702 x)}: OpenAI's own models. */
        QUICK_GELU,
        /** The exact (erf) GELU. */
        GELU
    }

    /**
     * Reads a {@code config.json}.
     *
     * @throws org.imagine4j.models.checkpoint.CheckpointException if an entry is out of range, or asks for a variant of
     *     the network that is not implemented
     */
    public static ClipConfig read(ConfigFile file) {
        file.require("model_type", "clip");
        ConfigFile text = section(file, "text_config");
        ConfigFile vision = section(file, "vision_config");
        vision.require("num_channels", 3);
        ClipConfig config = new ClipConfig(
                tower(text, 512, 2048, 8),
                tower(vision, 768, 3072, 12),
                text.positive("vocab_size", 49408),
                text.positive("max_position_embeddings", 77),
                vision.positive("image_size", 224),
                vision.positive("patch_size", 32),
                file.positive("projection_dim", 512));
        if (config.imageSize % config.patchSize != 0) {
            throw vision.error("image_size is " + config.imageSize + "; it must be a multiple of patch_size ("
                    + config.patchSize + ").");
        }
        return config;
    }

    /**
     * The id that ends a text by the {@code config.json}; empty where it does not say, and the end is the token with the
     * largest id.
     */
    public static Optional<Integer> endToken(ConfigFile file) {
        int end = (int) section(file, "text_config").number("eos_token_id", OLD_END);
        return end == OLD_END ? Optional.empty() : Optional.of(end);
    }

    private static ConfigFile section(ConfigFile file, String name) {
        return file.section(name)
                .orElseThrow(() -> file.error(name + " is missing; a model that ranks has text_config and"
                        + " vision_config, as openai/clip-vit-base-patch32 has."));
    }

    private static Tower tower(ConfigFile file, int width, int ffn, int heads) {
        Tower tower = new Tower(
                file.positive("hidden_size", width),
                file.positive("num_hidden_layers", 12),
                file.positive("num_attention_heads", heads),
                file.positive("intermediate_size", ffn),
                activation(file),
                (float) file.number("layer_norm_eps", 1e-5));
        if (tower.width % tower.heads != 0) {
            throw file.error("num_attention_heads is " + tower.heads + "; hidden_size (" + tower.width
                    + ") must be a multiple of it.");
        }
        return tower;
    }

    private static Activation activation(ConfigFile file) {
        String name = file.text("hidden_act", "quick_gelu");
        return switch (name) {
            case "quick_gelu" -> Activation.QUICK_GELU;
            case "gelu" -> Activation.GELU;
            default -> throw file.error("hidden_act is " + name + "; only quick_gelu and gelu are supported.");
        };
    }

    /** Rows, and columns, of the patches of a picture. */
    public int gridSide() {
        return imageSize / patchSize;
    }
}
