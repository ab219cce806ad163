package org.imagine4j.models.dallebart;

import java.util.Optional;
import org.imagine4j.models.SamplingDefaults;
import org.imagine4j.models.checkpoint.ConfigFile;

/**
 * The shape of a DalleBart checkpoint, from its {@code config.json}.
 *
 * @param dModel width of the residual stream
 * @param encoder the text encoder
 * @param decoder the image decoder
 * @param textVocabulary rows of the text embedding
 * @param maxTextLength longest text in tokens, {@code <s>} and {@code </s>} included
 * @param imageVocabulary image tokens; logits and image embedding have one more
 * @param imageLength image tokens of a picture; a square number
 * @param startToken what the decoder reads first
 * @param everyNormScaled whether also the norms that feed a Dense have a scale ({@code force_ln_scale})
 */
public record DalleBartConfig(
        int dModel,
        Stack encoder,
        Stack decoder,
        int textVocabulary,
        int maxTextLength,
        int imageVocabulary,
        int imageLength,
        int startToken,
        boolean everyNormScaled) {

    /**
     * Encoder or decoder.
     *
     * @param layers number of blocks
     * @param heads attention heads; {@code dModel} is a multiple
     * @param ffn inner width of the GLU
     */
    public record Stack(int layers, int heads, int ffn) {}

    /**
     * Reads a {@code config.json}.
     *
     * @throws org.imagine4j.models.checkpoint.CheckpointException if an entry is missing, out of range, or asks for a
     *     variant of the network that is not implemented
     */
    public static DalleBartConfig read(ConfigFile file) {
        file.require("activation_function", "gelu");
        file.require("ln_positions", "normformer");
        file.require("ln_type", "layernorm");
        file.require("use_absolute_position_embeddings", true);
        file.require("sinkhorn_iters", 1);
        file.require("use_glu", true);
        file.require("use_final_ln_encoder", true);
        file.require("use_final_ln_decoder", true);
        for (String unsupported : new String[] {
            "scale_embedding",
            "tie_word_embeddings",
            "use_alibi",
            "use_bias",
            "use_cosine_attention",
            "use_deepnet_scaling",
            "use_head_scale",
            "use_subln_init",
            "use_swin_position_embeddings"
        }) {
            file.require(unsupported, false);
        }
        var config = new DalleBartConfig(
                file.positive("d_model"),
                stack(file, "encoder"),
                stack(file, "decoder"),
                file.positive("encoder_vocab_size"),
                file.positive("max_text_length"),
                file.positive("image_vocab_size"),
                file.positive("image_length"),
                file.integer("decoder_start_token_id"),
                file.flag("force_ln_scale", false));
        if (config.startToken < 0 || config.startToken > config.imageVocabulary) {
            throw file.error("decoder_start_token_id is " + config.startToken + "; it must be from 0 to "
                    + config.imageVocabulary + ".");
        }
        int side = config.gridSide();
        if (side * side != config.imageLength) {
            throw file.error("image_length is " + config.imageLength + "; a square number was expected.");
        }
        return config;
    }

    /** The settings in {@code recommended_sampling}, if there are any. */
    public static Optional<SamplingDefaults> recommendedSampling(ConfigFile file) {
        return file.section("recommended_sampling")
                .map(section -> new SamplingDefaults(
                        section.number("condition_scale", 10),
                        section.number("temperature", 1),
                        (int) section.number("top_k", 0),
                        section.number("top_p", 1)));
    }

    private static Stack stack(ConfigFile file, String side) {
        int heads = file.positive(side + "_attention_heads");
        if (file.positive("d_model") % heads != 0) {
            throw file.error(side + "_attention_heads is " + heads + "; d_model (" + file.positive("d_model")
                    + ") must be a multiple of it.");
        }
        return new Stack(file.positive(side + "_layers"), heads, file.positive(side + "_ffn_dim"));
    }

    /** Rows, and columns, of the token grid. */
    public int gridSide() {
        return (int) Math.round(Math.sqrt(imageLength));
    }

    /** Size of a decoder head in the key/value cache: its real size, rounded up to a multiple of 8. */
    public int cacheHeadDim() {
        return (dModel / decoder.heads + 7) / 8 * 8;
    }

    /** Queries, keys and values of all heads of a decoder layer side by side. */
    int packedWidth() {
        return 3 * decoder.heads * cacheHeadDim();
    }

    /** How many numbers the image decoder's matrices have; the cross-attention's keys and values are not its own work. */
    public long decoderMatrices() {
        long selfAttention = (long) dModel * packedWidth() + (long) packedWidth() / 3 * dModel;
        long crossAttention = 2L * dModel * dModel;
        long glu = 3L * dModel * decoder.ffn();
        return decoder.layers() * (selfAttention + crossAttention + glu) + (long) dModel * logits();
    }

    /** Columns of the logits: the image vocabulary and one more. */
    public int logits() {
        return imageVocabulary + 1;
    }
}
