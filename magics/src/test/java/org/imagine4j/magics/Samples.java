package org.imagine4j.magics;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.runtime.Device;
import org.imagine4j.inference.runtime.Placement;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;

/** Generations made by hand, for tests of how they look. */
public final class Samples {

    private static final int ROWS = 8;

    private Samples() {}

    /** A recipe of an imaginary model. */
    public static Recipe recipe(String prompt, int index) {
        return new Recipe(
                prompt, "", new ModelId("toy", "0123abc"), Precision.FP32, 7, index, new Sampling(1.25, 0.4, 32, 1));
    }

    /** A finished run of {@code pictures} pictures. */
    public static Generation finished(String prompt, int pictures) {
        List<Artwork> artworks = IntStream.range(0, pictures)
                .mapToObj(i -> artwork(prompt, i, ROWS))
                .toList();
        return new Generation(artworks, Generation.Outcome.FINISHED, timings(), Placement.on(Device.CPU));
    }

    /** A run that was stopped with this many rows of each picture. */
    public static Generation stopped(String prompt, int... rows) {
        List<Artwork> artworks = IntStream.range(0, rows.length)
                .mapToObj(i -> artwork(prompt, i, rows[i]))
                .toList();
        return new Generation(artworks, Generation.Outcome.STOPPED, timings(), Placement.on(Device.CPU));
    }

    private static Artwork artwork(String prompt, int index, int rows) {
        BufferedImage image = new BufferedImage(64, rows * 8, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color((40 + 20 * index) % 256, 120, Math.floorMod(220 - 20 * index, 256)));
        graphics.fillRect(0, 0, 64, 64);
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(12, 12, 40, 40);
        graphics.dispose();
        return new Artwork(recipe(prompt, index), new TokenGrid(ROWS, ROWS, new int[ROWS * rows]), image, -40 - index);
    }

    private static Generation.Timings timings() {
        return new Generation.Timings(
                Duration.ofMillis(20), Duration.ofMillis(600), Duration.ofMillis(300), Duration.ofMillis(920));
    }
}
