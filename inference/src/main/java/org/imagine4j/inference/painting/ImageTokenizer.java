package org.imagine4j.inference.painting;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.util.Map;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.runtime.InferenceException;
import org.imagine4j.inference.runtime.LazySession;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.models.store.ImportedModel;
import org.imagine4j.models.store.ModelException;
import org.imagine4j.models.vqgan.VqganConfig;

/** Turns pictures into image tokens with the VQGAN encoder. */
public final class ImageTokenizer implements AutoCloseable {

    private static final int RED_SHIFT = 16;
    private static final int GREEN_SHIFT = 8;
    private static final float CHANNEL_MAX = 255;

    private final ImportedModel model;
    private final OnnxRuntime runtime;
    private final VqganConfig config;
    private final LazySession session;

    public ImageTokenizer(ImportedModel model, OnnxRuntime runtime) {
        this.model = model;
        this.runtime = runtime;
        this.config = model.vqgan();
        this.session = new LazySession(() -> runtime.open(model.vqganEncoder()));
    }

    /**
     * The tokens of a picture.
     *
     * @param image is cut to the middle square, brought to the size that the model draws, and put on white where it is
     *     transparent
     * @throws ModelException if the model came without an encoder
     */
    public TokenGrid tokens(BufferedImage image) {
        if (!Files.exists(model.vqganEncoder())) {
            throw new ModelException(model.id() + " cannot read pictures: its checkpoint had no VQGAN encoder.\n"
                    + "Import one with the VQGAN in flax's form, or start from a picture that the model drew itself.");
        }
        int side = config.resolution();
        long[] shape = {1, side, side, 3};
        FloatBuffer pixels = OnnxRuntime.floats(shape);
        for (int rgb : square(image, side).getRGB(0, 0, side, side, null, 0, side)) {
            pixels.put(channel(rgb >> RED_SHIFT))
                    .put(channel(rgb >> GREEN_SHIFT))
                    .put(channel(rgb));
        }
        try (OnnxTensor input = runtime.tensor(pixels.flip(), shape);
                OrtSession.Result result = session.get().run(Map.of("image", input))) {
            LongBuffer tokens = ((OnnxTensor) result.get("tokens").orElseThrow()).getLongBuffer();
            int[] ids = new int[tokens.remaining()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = (int) tokens.get();
            }
            int rows = side / config.patchSize();
            return new TokenGrid(rows, rows, ids);
        } catch (OrtException e) {
            throw new InferenceException("The VQGAN encoder failed.", e);
        }
    }

    private static float channel(int value) {
        return (value & 0xff) / CHANNEL_MAX;
    }

    /** Halves the picture as often as it can: one large step would leave out pixels. */
    private static BufferedImage square(BufferedImage image, int side) {
        int cut = Math.min(image.getWidth(), image.getHeight());
        BufferedImage square = image.getSubimage((image.getWidth() - cut) / 2, (image.getHeight() - cut) / 2, cut, cut);
        int size = cut;
        while (size > 2 * side) {
            size = (size + 1) / 2;
            square = scaled(square, size);
        }
        return scaled(square, side);
    }

    private static BufferedImage scaled(BufferedImage image, int side) {
        BufferedImage scaled = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, side, side, Color.WHITE, null);
        graphics.dispose();
        return scaled;
    }

    @Override
    public void close() {
        session.close();
    }
}
