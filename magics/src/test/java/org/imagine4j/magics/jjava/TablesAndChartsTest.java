package org.imagine4j.magics.jjava;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Tablesaw's tables and XChart's charts as values of cells. */
class TablesAndChartsTest {

    private final Renderer renderer = new Renderer();

    TablesAndChartsTest() {
        Renderers.register(renderer);
    }

    @Test
    void aTableHasItsNameItsColumnsAndItsNumbersOnTheRight() {
        DisplayData shown = renderer.render(animals());

        assertThat(html(shown))
                .contains(">Animals</caption>", ">name</th>", ">cat</td>", ">4</td>", "text-align:right")
                .doesNotContain("more row");
        assertThat(text(shown)).contains("Animals", "name", "cat", "4");
    }

    @Test
    void fractionsAreRoundedAndWhatIsMissingIsEmpty() {
        String html = html(renderer.render(Table.create(
                DoubleColumn.create("p", 1 / 3d, 0.5, 1e-9, 123456789.125, Double.POSITIVE_INFINITY, Double.NaN))));

        assertThat(html).contains(">0.333333<", ">0.5<", ">1.0E-9<", ">1.23457E8<", ">Infinity<", "></td>");
    }

    @Test
    void aFormatterIsLeftAlone() {
        DoubleColumn column = DoubleColumn.create("p", 0.5);
        column.setPrintFormatter(NumberFormat.getPercentInstance(Locale.ROOT), "");

        assertThat(html(renderer.render(Table.create(column)))).contains(">50%<");
    }

    @Test
    void longTablesAreCutAndSaySo() {
        IntColumn numbers = IntColumn.create("n", IntStream.rangeClosed(1, 2041).toArray());

        DisplayData shown = renderer.render(Table.create("Numbers", numbers));

        assertThat(html(shown)).contains(">40</td>", "… 2,001 more rows").doesNotContain(">41</td>");
        assertThat(text(shown)).contains("40", "… 2,001 more rows");
    }

    @Test
    void wideTablesAndLongFieldsAreCutToo() {
        Table wide = Table.create(IntStream.range(0, 50).mapToObj(i -> IntColumn.create("c" + i, new int[] {i})));
        Table deep = Table.create(StringColumn.create("text", "x".repeat(10_000)));

        assertThat(html(renderer.render(wide)))
                .contains(">c29</th>", "… 20 more columns")
                .doesNotContain(">c30<");
        assertThat(html(renderer.render(deep))).hasSizeLessThan(2_000).contains("xxx…</td>");
    }

    @Test
    void whatIsInATableIsTextNotMarkup() {
        Table hostile = Table.create("<b>n</b>", StringColumn.create("<i>c</i>", "<script>alert(1)</script>", "$x$"));

        assertThat(html(renderer.render(hostile)))
                .doesNotContain("<script", "<b>", "<i>", "$x$")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void anEmptyTableStillShowsItsColumns() {
        assertThat(html(renderer.render(Table.create("Nothing", StringColumn.create("name")))))
                .contains(">name</th>");
        assertThat(html(renderer.render(Table.create()))).contains("<table");
    }

    /** With the libraries that the build leaves out. */
    @Test
    void tablesAreWrittenAndReadAsCsv(@TempDir Path folder) {
        String file = folder.resolve("animals.csv").toString();

        animals().write().csv(file);

        assertThat(Table.read().csv(file).columnNames()).containsExactly("name", "legs");
    }

    @Test
    void aChartIsASharpPictureWithWordsForThoseWhoDoNotSeeIt() throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(300)
                .height(200)
                .title("Entropy <by> row")
                .build();
        chart.addSeries("mean", new double[] {0, 1, 2}, new double[] {3, 2, 4});

        DisplayData shown = renderer.render(chart);

        assertThat(html(shown)).contains("width=\"300\"", "alt=\"Entropy &lt;by&gt; row (mean)\"");
        assertThat(text(shown)).isEqualTo("Entropy <by> row (mean)");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(
                Base64.getDecoder().decode(String.valueOf(shown.getData(MIMEType.IMAGE_PNG)))));
        assertThat(image.getWidth()).isEqualTo(600);
        assertThat(image.getHeight()).isEqualTo(400);
        int[] colours = image.getRGB(0, 0, 600, 400, null, 0, 600);
        assertThat(Arrays.stream(colours).distinct().count()).isGreaterThan(10);
    }

    private static Table animals() {
        return Table.create("Animals", StringColumn.create("name", "cat", "bird"), IntColumn.create("legs", 4, 2));
    }

    private static String html(DisplayData data) {
        return String.valueOf(data.getData(MIMEType.TEXT_HTML));
    }

    private static String text(DisplayData data) {
        return String.valueOf(data.getData(MIMEType.TEXT_PLAIN));
    }
}
