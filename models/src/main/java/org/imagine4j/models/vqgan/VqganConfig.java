package org.imagine4j.models.vqgan;

import java.util.List;
import org.imagine4j.models.checkpoint.ConfigFile;

/**
 * The shape of a VQGAN checkpoint, from its {@code config.json}.
 *
 * @param resolution width and height of pictures in pixels
 * @param channels base channel count ({@code ch})
 * @param multipliers channel multiplier of each level, finest first ({@code ch_mult})
 * @param residualBlocks residual blocks a level ({@code num_res_blocks}); the decoder has one more
 * @param attentionResolutions side lengths at which levels have attention
 * @param latentChannels channels between encoder and quantiser ({@code z_channels})
 * @param codeDimension length of a code ({@code embed_dim})
 * @param codes entries of the codebook ({@code n_embed})
 */
public record VqganConfig(
        int resolution,
        int channels,
        List<Integer> multipliers,
        int residualBlocks,
        List<Integer> attentionResolutions,
        int latentChannels,
        int codeDimension,
        int codes) {

    public VqganConfig {
        multipliers = List.copyOf(multipliers);
        attentionResolutions = List.copyOf(attentionResolutions);
    }

    /**
     * Reads a {@code config.json}.
     *
     * @throws org.imagine4j.models.checkpoint.CheckpointException if an entry is missing, out of range, or asks for a
     *     variant of the network that is not implemented
     */
    public static VqganConfig read(ConfigFile file) {
        file.require("double_z", false);
        file.require("give_pre_end", false);
        file.require("resamp_with_conv", true);
        file.require("in_channels", 3);
        file.require("out_ch", 3);
        List<Integer> multipliers = file.integers("ch_mult");
        if (file.number("num_resolutions", multipliers.size()) != multipliers.size()) {
            throw file.error("num_resolutions is not the number of levels of ch_mult " + multipliers + ".");
        }
        int halvings = multipliers.size() - 1;
        int resolution = file.positive("resolution");
        if (halvings < 0 || halvings > 16 || resolution % (1 << halvings) != 0) {
            throw file.error(
                    "resolution " + resolution + " cannot be halved for the levels of ch_mult " + multipliers + ".");
        }
        for (int multiplier : multipliers) {
            if (multiplier < 1 || file.positive("ch") * multiplier % 32 != 0) {
                throw file.error("ch " + file.positive("ch") + " times ch_mult " + multiplier
                        + " must be a positive multiple of 32, the number of norm groups.");
            }
        }
        return new VqganConfig(
                resolution,
                file.positive("ch"),
                multipliers,
                file.positive("num_res_blocks"),
                file.integers("attn_resolutions"),
                file.positive("z_channels"),
                file.positive("embed_dim"),
                file.positive("n_embed"));
    }

    /** Rows, and columns, of a whole picture's token grid. */
    public int gridSide() {
        return resolution / patchSize();
    }

    /** Width and height of one token's patch in pixels. */
    public int patchSize() {
        return 1 << (multipliers.size() - 1);
    }

    /** Channels of a level, 0 = finest. */
    int channels(int level) {
        return channels * multipliers.get(level);
    }

    /** Whether a level has attention, 0 = finest. */
    boolean attention(int level) {
        return attentionResolutions.contains(resolution >> level);
    }

    int levels() {
        return multipliers.size();
    }
}
