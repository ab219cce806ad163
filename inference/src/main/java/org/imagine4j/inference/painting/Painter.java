package org.imagine4j.inference.painting;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.runtime.InferenceException;
import org.imagine4j.inference.runtime.LazySession;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.inference.runtime.OnnxRuntime.Optimization;
import org.imagine4j.models.Precision;
import org.imagine4j.models.store.ImportedModel;
import org.imagine4j.models.vqgan.VqganConfig;

/** Paints token grids with the VQGAN decoder. */
public final class Painter implements AutoCloseable {

    /** What runs at the same time may take together, however few processors there are. */
    private static final long BYTES_AT_ONCE = 512L << 20;

    /** A run holds about this many pictures of the base channel count in full size. */
    private static final int LARGE_PICTURES_A_RUN = 12;

    /** Large pictures share processors by twos: more threads would mostly wait, fewer pictures take less memory. */
    private static final int THREADS_A_LARGE_PICTURE = 2;

    private static final int MAX_LARGE_AT_ONCE = 4;

    private final OnnxRuntime runtime;
    private final VqganConfig config;
    private final int atOnce;
    private final LazySession alone;
    private final LazySession sideBySide;

    public Painter(ImportedModel model, OnnxRuntime runtime) {
        this.runtime = runtime;
        this.config = model.vqgan();
        this.atOnce = runtime.device().isGraphicsProcessor() ? 1 : atOnce(runtime.threads());
        Optimization optimization = model.precision() == Precision.FP16 ? Optimization.ALL : Optimization.PLAIN_LAYOUT;
        this.alone = new LazySession(() -> runtime.open(model.vqganDecoder(), optimization));
        this.sideBySide = new LazySession(
                () -> runtime.withThreads(runtime.threads() / atOnce).open(model.vqganDecoder(), optimization));
    }

    private int atOnce(int threads) {
        long pixels = (long) config.resolution() * config.resolution();
        long runBytes = pixels * config.channels() * Float.BYTES * LARGE_PICTURES_A_RUN;
        long small = Math.min(threads, BYTES_AT_ONCE / runBytes);
        long large = Math.min(threads / THREADS_A_LARGE_PICTURE, MAX_LARGE_AT_ONCE);
        return (int) Math.max(1, Math.max(small, large));
    }

    /**
     * Paints several grids, some of them at the same time: parts of the graph keep only one processor busy.
     *
     * @return their pictures, in the same order
     * @throws IllegalStateException if a grid has no row filled
     */
    public List<BufferedImage> paint(List<TokenGrid> grids) {
        if (grids.size() < 2 || atOnce == 1) {
            return grids.stream().map(this::paint).toList();
        }
        ExecutorService painters = Executors.newFixedThreadPool(Math.min(atOnce, grids.size()));
        try {
            return grids.stream()
                    .map(grid -> CompletableFuture.supplyAsync(() -> paint(grid, sideBySide), painters))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            painters.shutdownNow();
        }
    }

    /**
     * Paints the filled rows of a grid. One picture a run, so that its pixels do not depend on its company.
     *
     * @return an RGB picture as wide as the whole picture and as tall as the filled rows
     * @throws IllegalStateException if no row is filled
     */
    public BufferedImage paint(TokenGrid grid) {
        return paint(grid, alone);
    }

    private BufferedImage paint(TokenGrid grid, LazySession session) {
        if (grid.rowsFilled() == 0) {
            throw new IllegalStateException("There is no row to paint yet.");
        }
        long[] shape = {1, grid.rowsFilled(), grid.columns()};
        LongBuffer tokens = OnnxRuntime.longs(shape);
        Arrays.stream(grid.toArray()).forEach(tokens::put);
        try (OnnxTensor input = runtime.tensor(tokens.flip(), shape);
                OrtSession.Result result = session.get().run(Map.of("tokens", input))) {
            return toImage(((OnnxTensor) result.get(0)).getFloatBuffer(), grid);
        } catch (OrtException e) {
            throw new InferenceException("The VQGAN decoder failed.", e);
        }
    }

    /** {@code [height, width, 3]}, 0 to 1, to 8 bits by cutting off, as the model's authors do. */
    private BufferedImage toImage(FloatBuffer pixels, TokenGrid grid) {
        int width = grid.columns() * config.patchSize();
        int height = grid.rowsFilled() * config.patchSize();
        int[] rgb = new int[width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = channel(pixels.get()) << 16 | channel(pixels.get()) << 8 | channel(pixels.get());
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, rgb, 0, width);
        return image;
    }

    private static int channel(float value) {
        return (int) (value * 255);
    }

    @Override
    public void close() {
        alone.close();
        sideBySide.close();
    }
}
