package org.imagine4j.magics.sweep;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How likely the model finds what it drew, along the first axis, with a line for each value of the second. */
final class SweepChart {

    private static final String TITLE = "Log-likelihood per token";
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LONGEST_LABEL = 20;

    private final SweepResult result;

    /** What the chart goes along, and what its lines are for: a single axis has one line. */
    private final Axis along;

    private final Axis lines;

    private SweepChart(SweepResult result) {
        this.result = result;
        boolean both = result.plan().hasRows();
        this.along = both ? result.plan().rows() : result.plan().columns();
        this.lines = both ? result.plan().columns() : result.plan().rows();
    }

    static Chart<?, ?> of(SweepResult result) {
        SweepChart chart = new SweepChart(result);
        return chart.numbers().<Chart<?, ?>>map(chart::ofNumbers).orElseGet(chart::ofLabels);
    }

    private XYChart ofNumbers(List<Double> numbers) {
        XYChart chart = new XYChartBuilder()
                .title(TITLE)
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(along.name())
                .yAxisTitle("nats")
                .build();
        style(chart);
        for (int line = 0; line < lines.values().size(); line++) {
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            for (int step : ascending(numbers)) {
                mean(step, line).ifPresent(mean -> {
                    x.add(numbers.get(step));
                    y.add(mean);
                });
            }
            if (!x.isEmpty()) {
                chart.addSeries(name(line), x, y);
            }
        }
        return chart;
    }

    private static List<Integer> ascending(List<Double> numbers) {
        return IntStream.range(0, numbers.size())
                .boxed()
                .sorted((one, other) -> Double.compare(numbers.get(one), numbers.get(other)))
                .toList();
    }

    private CategoryChart ofLabels() {
        CategoryChart chart = new CategoryChartBuilder()
                .title(TITLE)
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(along.name())
                .yAxisTitle("nats")
                .build();
        style(chart);
        List<String> labels = along.values().stream().map(SweepChart::shortened).toList();
        for (int line = 0; line < lines.values().size(); line++) {
            List<Double> means = new ArrayList<>();
            for (int step = 0; step < labels.size(); step++) {
                OptionalDouble mean = mean(step, line);
                means.add(mean.isPresent() ? mean.getAsDouble() : null);
            }
            chart.addSeries(name(line), labels, means);
        }
        return chart;
    }

    /** Longer labels would run into each other. */
    private static String shortened(Axis.Value value) {
        String label = value.label();
        return label.length() <= LONGEST_LABEL
                ? label
                : label.substring(0, label.offsetByCodePoints(0, label.codePointCount(0, LONGEST_LABEL - 1))) + "…";
    }

    private void style(Chart<?, ?> chart) {
        Styler styler = chart.getStyler();
        styler.setLegendVisible(result.plan().hasRows());
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setChartBackgroundColor(Color.WHITE);
    }

    /** Of the whole pictures of a cell; those that a stop left half-way would not compare. */
    private OptionalDouble mean(int step, int line) {
        return result.pictures().stream()
                .filter(picture -> result.plan().hasRows()
                        ? picture.row() == step && picture.column() == line
                        : picture.column() == step)
                .map(SweepResult.Picture::artwork)
                .filter(artwork -> artwork.complete())
                .mapToDouble(SweepTable::logLikelihoodPerToken)
                .filter(Double::isFinite)
                .average();
    }

    private String name(int line) {
        return result.plan().hasRows()
                ? lines.name() + " " + lines.values().get(line).label()
                : along.name();
    }

    /** The values as numbers, if all are. */
    private Optional<List<Double>> numbers() {
        try {
            return Optional.of(along.values().stream()
                    .map(value -> Double.valueOf(value.label()))
                    .toList());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
