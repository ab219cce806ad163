package org.imagine4j.magics;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Pipeline;
import org.imagine4j.inference.inspection.GridMap;
import org.imagine4j.inference.inspection.LogitLens;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * A picture through the logit lens: what each layer of the decoder would have drawn. Shows itself in a notebook.
 *
 * @param artwork the picture as it was drawn
 * @param lens what the layers would have chosen, each token given the picture's own before it
 * @param pictures the same painted, one for each layer
 */
public record Lens(Artwork artwork, LogitLens lens, List<BufferedImage> pictures) {

    public Lens {
        Objects.requireNonNull(artwork, "artwork");
        Objects.requireNonNull(lens, "lens");
        pictures = List.copyOf(pictures);
    }

    /** Looks at a picture with the model that drew it. */
    static Lens read(Artwork artwork, Pipeline pipeline) {
        LogitLens lens = pipeline.inspect(artwork).logitLens();
        return new Lens(
                artwork, lens, lens.choices().stream().map(pipeline::paint).toList());
    }

    /** How many layers there are. */
    public int layers() {
        return lens.layers().size();
    }

    /** How sure a layer is of what it would draw: the mean over the picture, 0 to 1. */
    public double confidence(int layer) {
        return mean(lens.layer(layer).confidence());
    }

    /** How likely a layer finds the picture's own tokens: the mean over the picture, 0 to 1. */
    public double own(int layer) {
        return mean(lens.layer(layer).own());
    }

    /** How many of a layer's choices are the picture's own tokens. */
    public int asDrawn(int layer) {
        int[] choices = lens.layer(layer).choice().toArray();
        int[] drawn = artwork.tokens().toArray();
        return (int) IntStream.range(0, drawn.length)
                .filter(position -> choices[position] == drawn[position])
                .count();
    }

    /** The layers, one a row, counted from 1: confidence, probability of the picture's own tokens, choices as drawn. */
    public Table table() {
        IntColumn layer = IntColumn.create("layer");
        DoubleColumn confidence = DoubleColumn.create("confidence");
        DoubleColumn own = DoubleColumn.create("probability of own");
        IntColumn same = IntColumn.create("as drawn");
        for (int i = 0; i < layers(); i++) {
            layer.append(i + 1);
            confidence.append(confidence(i));
            own.append(own(i));
            same.append(asDrawn(i));
        }
        return Table.create("Layers", layer, confidence, own, same);
    }

    /** Every layer's choice at every place: layer (from 1), position, row, column, token, confidence, probability of own. */
    public Table choices() {
        IntColumn layer = IntColumn.create("layer");
        IntColumn position = IntColumn.create("position");
        IntColumn row = IntColumn.create("row");
        IntColumn column = IntColumn.create("column");
        IntColumn token = IntColumn.create("token");
        DoubleColumn confidence = DoubleColumn.create("confidence");
        DoubleColumn own = DoubleColumn.create("probability of own");
        int columns = artwork.tokens().columns();
        for (int i = 0; i < layers(); i++) {
            int[] choice = lens.layer(i).choice().toArray();
            for (int place = 0; place < choice.length; place++) {
                layer.append(i + 1);
                position.append(place);
                row.append(place / columns);
                column.append(place % columns);
                token.append(choice[place]);
                confidence.append(lens.layer(i).confidence().value(place / columns, place % columns));
                own.append(lens.layer(i).own().value(place / columns, place % columns));
            }
        }
        return Table.create("Choices", layer, position, row, column, token, confidence, own);
    }

    private static double mean(GridMap map) {
        return map.sum() / (map.rows() * map.columns());
    }

    /** What it is, in short. */
    @Override
    public String toString() {
        return "\"" + artwork.recipe().prompt() + "\" after each of " + layers() + " layers";
    }
}
