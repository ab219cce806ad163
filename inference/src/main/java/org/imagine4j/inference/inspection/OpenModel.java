package org.imagine4j.inference.inspection;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.awt.image.BufferedImage;
import java.nio.LongBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.decoding.EncodedTexts;
import org.imagine4j.inference.decoding.ForcedPass;
import org.imagine4j.inference.decoding.TeacherForcedDecoder;
import org.imagine4j.inference.decoding.TextEncoder;
import org.imagine4j.inference.decoding.Texts;
import org.imagine4j.inference.painting.Painter;
import org.imagine4j.inference.runtime.InferenceException;
import org.imagine4j.inference.runtime.LazySession;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.models.store.ImportedModel;

/** The graphs that looking inside runs, as long as the pipeline is open: inspections may outlive it. */
final class OpenModel implements AutoCloseable {

    private final ImportedModel model;
    private final OnnxRuntime runtime;
    private final TextEncoder encoder;
    private final TeacherForcedDecoder decoder;
    private final LazySession codebook;
    private final Painter painter;

    /** Runs hold the read lock, so that closing waits for them. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private boolean closed;

    /**
     * @param encoder closed by its owner, after this
     * @param painter closed by its owner, after this
     */
    OpenModel(ImportedModel model, OnnxRuntime runtime, TextEncoder encoder, Painter painter) {
        this.model = model;
        this.runtime = runtime;
        this.encoder = encoder;
        this.decoder = new TeacherForcedDecoder(model, runtime);
        this.codebook = new LazySession(() -> runtime.open(model.vqganCodebook()));
        this.painter = painter;
    }

    ImportedModel model() {
        return model;
    }

    /** The decoder's last layer, from 0. */
    int lastLayer() {
        return model.transformer().decoder().layers() - 1;
    }

    /**
     * Reads a picture; arguments as for {@link TeacherForcedDecoder#read}.
     *
     * @param result made of what was found, which is gone afterwards
     */
    <T> T read(
            Texts texts,
            TokenGrid tokens,
            Collection<Integer> stateLayers,
            Collection<Integer> attentionLayers,
            BiFunction<EncodedTexts, ForcedPass, T> result) {
        return whileOpen(() -> {
            try (EncodedTexts encoded = encoder.encodeForInspection(texts);
                    ForcedPass pass = decoder.read(encoded, tokens.toArray(), stateLayers, attentionLayers)) {
                return result.apply(encoded, pass);
            }
        });
    }

    /** All vectors of the codebook, {@code [codes, dimension]}, row-major. */
    float[] codebook() {
        return whileOpen(() -> {
            int codes = model.vqgan().codes();
            LongBuffer all = OnnxRuntime.longs(codes);
            LongStream.range(0, codes).forEach(all::put);
            try (OnnxTensor tokens = runtime.tensor(all.flip(), codes);
                    OrtSession.Result result = codebook.get().run(Map.of("tokens", tokens))) {
                float[] vectors = new float[codes * model.vqgan().codeDimension()];
                ((OnnxTensor) result.get(0)).getFloatBuffer().get(vectors);
                return vectors;
            } catch (OrtException e) {
                throw new InferenceException("The codebook could not be read.", e);
            }
        });
    }

    List<BufferedImage> paint(List<TokenGrid> grids) {
        return whileOpen(() -> painter.paint(grids));
    }

    /**
     * To be called before and between long runs.
     *
     * @throws CancellationException if the thread was interrupted, which is what a notebook's stop button does
     */
    static void goOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Stopped while looking inside.");
        }
    }

    private <T> T whileOpen(Supplier<T> run) {
        goOn();
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(
                        "The model " + model.id() + " was closed; what was not looked at before is"
                                + " gone.\nOpen it again and inspect the picture anew.");
            }
            return run.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                decoder.close();
                codebook.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
