package org.imagine4j.magics.render;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.internal.chartpart.Chart;

/** A chart as a picture, twice as fine as a page's pixels so that its letters stay sharp. */
public record ChartView(Chart<?, ?> chart) implements View {

    private static final int FINENESS = 2;

    @Override
    public String text() {
        String title = chart.getTitle() == null || chart.getTitle().isBlank() ? "A chart" : chart.getTitle();
        String series = String.join(", ", chart.getSeriesMap().keySet());
        return series.isEmpty() ? title : title + " (" + series + ")";
    }

    @Override
    public String html() {
        Html image = Html.element("img")
                .with("src", DataUri.png(draw()))
                .with("alt", text())
                .with("width", chart.getWidth())
                .style("display:block;max-width:100%;height:auto;margin:0");
        return Frame.around(List.of(image), Frame.caption("", List.of())).toString();
    }

    @Override
    public Optional<byte[]> png() {
        return Optional.of(draw());
    }

    private byte[] draw() {
        int width = chart.getWidth();
        int height = chart.getHeight();
        BufferedImage image = new BufferedImage(FINENESS * width, FINENESS * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(FINENESS, FINENESS);
        chart.paint(graphics, width, height);
        graphics.dispose();
        return Png.encode(image);
    }
}
