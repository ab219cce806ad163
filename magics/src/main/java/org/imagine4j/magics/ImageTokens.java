package org.imagine4j.magics;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Pipeline;
import org.imagine4j.inference.inspection.Candidate;
import org.imagine4j.inference.inspection.GridMap;
import org.imagine4j.inference.inspection.Inspection;
import org.imagine4j.inference.inspection.PositionOdds;
import org.imagine4j.inference.inspection.Stage;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The image tokens of a picture, and how each of them came about. Shows itself in a notebook; tables and chart are for those
 * who count.
 *
 * @param artwork the picture
 * @param inspection what the model thought of every token
 * @param patches what codes look like alone, by code; of the candidates the likeliest
 * @param map which heat map is shown first
 */
public record ImageTokens(Artwork artwork, Inspection inspection, Map<Integer, BufferedImage> patches, TokenMeasure map)
        implements Tokens {

    /** How many candidates of each stage are shown. */
    static final int CANDIDATES = 5;

    private static final int TICK_SPACING = 90;

    public ImageTokens {
        Objects.requireNonNull(artwork, "artwork");
        Objects.requireNonNull(inspection, "inspection");
        patches = Map.copyOf(patches);
        Objects.requireNonNull(map, "map");
    }

    /** Looks at a picture with the model that drew it. */
    static ImageTokens read(Artwork artwork, Pipeline pipeline) {
        Inspection inspection = pipeline.inspect(artwork);
        int patchSize = artwork.image().getWidth() / artwork.tokens().columns();
        return new ImageTokens(
                artwork,
                inspection,
                CandidatePatches.paint(inspection, pipeline.codebook(), patchSize),
                TokenMeasure.ENTROPY);
    }

    @Override
    public ImageTokens ofPicture() {
        return this;
    }

    /** The same, with another heat map shown first. */
    public ImageTokens showing(TokenMeasure newMap) {
        return new ImageTokens(artwork, inspection, patches, newMap);
    }

    /** Every token that the picture has, row by row. */
    public List<PositionOdds> positions() {
        return inspection.probabilities().positions();
    }

    /** A measure of every token. */
    public GridMap map(TokenMeasure measure) {
        return inspection.probabilities().map(measure::of);
    }

    /** What could have stood at a position in a stage, likeliest first. */
    public List<Candidate> candidates(int position, Stage stage) {
        return inspection.probabilities().candidates(position, stage, CANDIDATES);
    }

    /**
     * The tokens, one a row: position, row and column (from 0), token; probability in each stage; rank, entropy and surprise
     * (nats) before guidance and, where they are called drawn, in what the token was drawn from; guidance shift and prompt
     * evidence in nats.
     */
    @Override
    public Table table() {
        IntColumn position = IntColumn.create("position");
        IntColumn row = IntColumn.create("row");
        IntColumn column = IntColumn.create("column");
        IntColumn token = IntColumn.create("token");
        DoubleColumn conditional = DoubleColumn.create("probability");
        DoubleColumn unconditional = DoubleColumn.create("probability unconditional");
        DoubleColumn guided = DoubleColumn.create("probability guided");
        DoubleColumn drawn = DoubleColumn.create("probability drawn");
        IntColumn rank = IntColumn.create("rank");
        IntColumn rankDrawn = IntColumn.create("rank drawn");
        DoubleColumn entropy = DoubleColumn.create("entropy");
        DoubleColumn entropyDrawn = DoubleColumn.create("entropy drawn");
        DoubleColumn surprise = DoubleColumn.create("surprise");
        DoubleColumn surpriseDrawn = DoubleColumn.create("surprise drawn");
        DoubleColumn shift = DoubleColumn.create("guidance shift");
        DoubleColumn evidence = DoubleColumn.create("prompt evidence");
        for (PositionOdds odds : positions()) {
            position.append(odds.position());
            row.append(odds.row());
            column.append(odds.column());
            token.append(odds.token());
            conditional.append(odds.conditional().probability());
            unconditional.append(odds.unconditional().probability());
            guided.append(odds.guided().probability());
            drawn.append(odds.drawn().probability());
            rank.append(odds.conditional().rank());
            rankDrawn.append(odds.drawn().rank());
            entropy.append(odds.conditional().entropy());
            entropyDrawn.append(odds.drawn().entropy());
            surprise.append(odds.conditional().surprise());
            surpriseDrawn.append(odds.drawn().surprise());
            shift.append(odds.guidanceShift());
            evidence.append(odds.promptEvidence());
        }
        return Table.create(
                "Image tokens",
                position,
                row,
                column,
                token,
                conditional,
                unconditional,
                guided,
                drawn,
                rank,
                rankDrawn,
                entropy,
                entropyDrawn,
                surprise,
                surpriseDrawn,
                shift,
                evidence);
    }

    /** The candidates, one a row: position, stage, rank, token, probability. */
    public Table candidates() {
        IntColumn position = IntColumn.create("position");
        StringColumn stageName = StringColumn.create("stage");
        IntColumn rank = IntColumn.create("rank");
        IntColumn token = IntColumn.create("token");
        DoubleColumn probability = DoubleColumn.create("probability");
        for (PositionOdds odds : positions()) {
            for (Stage stage : Stage.values()) {
                for (Candidate candidate : candidates(odds.position(), stage)) {
                    position.append(odds.position());
                    stageName.append(stage.name().toLowerCase(Locale.ROOT));
                    rank.append(candidate.rank());
                    token.append(candidate.token());
                    probability.append(candidate.probability());
                }
            }
        }
        return Table.create("Candidates", position, stageName, rank, token, probability);
    }

    /** Surprise and entropy along the order of painting, before guidance. */
    public XYChart chart() {
        XYChart chart = new XYChartBuilder()
                .width(760)
                .height(300)
                .title("Surprise in the order of painting")
                .xAxisTitle("position")
                .yAxisTitle("nats")
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendPosition(LegendPosition.InsideNE);
        chart.getStyler().setXAxisTickMarkSpacingHint(TICK_SPACING);
        double[] x = positions().stream().mapToDouble(PositionOdds::position).toArray();
        series(chart, "surprise", x, TokenMeasure.SURPRISE);
        series(chart, "entropy", x, TokenMeasure.ENTROPY);
        return chart;
    }

    private void series(XYChart chart, String name, double[] x, TokenMeasure measure) {
        chart.addSeries(name, x, positions().stream().mapToDouble(measure::of).toArray())
                .setMarker(SeriesMarkers.NONE);
    }

    /** What they are, in short. */
    @Override
    public String toString() {
        return positions().size() + " image tokens of \"" + artwork.recipe().prompt() + "\"";
    }
}
