package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How values look, and what cells can say about it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RenderingTest {
    @TempDir
    Path folder;

    private TestNotebook notebook;

    @BeforeAll
    void open() throws Exception {
        notebook = TestNotebook.open();
        notebook.cell("record City(String name, int people) {}");
    }

    @AfterAll
    void close() {
        notebook.close();
    }

    @Test
    void mapsAreTables() {
        JsonObject data = result("new TreeMap<>(Map.of(\"a<b\", 1, \"c\", 22))");
        assertThat(text(data).lines())
                .containsExactly(
                        "key  value", "\u2500\u2500\u2500  \u2500\u2500\u2500\u2500\u2500", "a<b      1", "c       22");
        assertThat(html(data)).startsWith("<table><thead>").contains(">a&lt;b</td>", "text-align:right", ">22</td>");
        assertThat(text(result("Map.of()"))).isEqualTo("{}");
    }

    @Test
    void listsOfRecordsMapsAndArraysAreTables() {
        JsonObject cities = result("List.of(new City(\"Bern\", 134), new City(\"Zug\", 30))");
        assertThat(text(cities).lines())
                .containsExactly(
                        "name  people",
                        "\u2500\u2500\u2500\u2500  \u2500\u2500\u2500\u2500\u2500\u2500",
                        "Bern     134",
                        "Zug       30");
        assertThat(html(cities)).contains(">Bern</td>");
        assertThat(text(result("List.of(new TreeMap<>(Map.of(\"x\", 1)), new TreeMap<>(Map.of(\"x\", 2, \"y\", 3)))"))
                        .lines())
                .endsWith("1", "2  3");
        assertThat(text(result("new int[][] {{1, 2}, {3, 4}}")).lines()).endsWith("1  2", "3  4");
        assertThat(html(result("new City[] {new City(\"Bern\", 1)}"))).contains(">people</th>");
    }

    @Test
    void listsAndArraysOfPlainValuesAreLines() {
        assertThat(result("List.of(1, 2)").keySet()).containsExactly("text/plain");
        assertThat(text(result("new int[] {1, 2, 3}"))).isEqualTo("[1, 2, 3]");
        assertThat(text(result("new String[] {\"a\", null}"))).isEqualTo("[a, null]");
        assertThat(text(result("new double[1000]"))).endsWith("\u2026 1,000 in all]");
        assertThat(text(result("new int[0]"))).isEqualTo("[]");
    }

    @Test
    void recordsAreTextAndTable() {
        JsonObject city = result("new City(\"Bern\", 134)");
        assertThat(text(city)).isEqualTo("City[name=Bern, people=134]");
        assertThat(html(city)).contains(">name</td>", ">134</td>");
    }

    @Test
    void longTablesAreCutAndSaySo() {
        JsonObject data = result("IntStream.range(0, 5000).mapToObj(i -> new City(\"c\" + i, i)).toList()");
        assertThat(text(data).lines()).hasSize(103).last().isEqualTo("\u2026 4,900 more rows (5,000 in all)");
        assertThat(html(data)).contains("4,900 more rows").doesNotContain(">c100</td>");
    }

    @Test
    void pathsOfPicturesShowThem() throws Exception {
        Path png = folder.resolve("dot.png");
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", png.toFile());
        JsonObject data = result("Path.of(\"" + png + "\")");
        assertThat(text(data)).isEqualTo(png.toString());
        assertThat(data.get("image/png").getAsString()).startsWith("iVBOR");
        Path svg = Files.writeString(folder.resolve("dot.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        assertThat(result("image(Path.of(\"" + svg + "\"))")
                        .get("image/svg+xml")
                        .getAsString())
                .startsWith("<svg");
        assertThat(result("Path.of(\"pom.xml\")").keySet()).containsExactly("text/plain");
        assertThat(notebook.cell("image(Path.of(\"pom.xml\"))").status()).isEqualTo("error");
    }

    @Test
    void markupIsShown() {
        assertThat(html(result("html(\"<b>x</b>\")"))).isEqualTo("<b>x</b>");
        assertThat(result("markdown(\"**x**\")").get("text/markdown").getAsString())
                .isEqualTo("**x**");
        assertThat(result("latex(\"$x$\")").get("text/latex").getAsString()).isEqualTo("$x$");
        assertThat(result("svg(\"<svg/>\")").get("image/svg+xml").getAsString()).isEqualTo("<svg/>");
        JsonObject json = result("json(\"{\\\"a\\\": [1, 2]}\")");
        assertThat(json.getAsJsonObject("application/json").getAsJsonArray("a")).hasSize(2);
        assertThat(text(json)).contains("\"a\": [");
        CellOutput output =
                notebook.cell("String id = display(html(\"<i>1</i>\")); updateDisplay(id, html(\"<i>2</i>\"));");
        assertThat(output.contents("display_data").get(0).toString()).contains("<i>1</i>");
        assertThat(output.contents("update_display_data").get(0).toString()).contains("<i>2</i>");
    }

    @Test
    void looksCanBeRegistered() {
        notebook.cell(
                "class Star { public String toString() { return \"a star\"; } }\nclass Sun extends Star {}\n"
                        + "showAs(Star.class, s -> html(\"<b>\u2605</b>\"));\nshowAs(Thread.State.class, s -> \"state \" + s);");
        JsonObject star = result("new Sun()");
        assertThat(html(star)).isEqualTo("<b>\u2605</b>");
        assertThat(text(star)).isEqualTo("a star");
        assertThat(text(result("Thread.State.NEW"))).isEqualTo("state NEW");
        notebook.cell("showAs(Star.class, s -> markdown(\"*\"));");
        assertThat(result("new Star()").keySet())
                .as("the latest counts")
                .containsExactlyInAnyOrder("text/plain", "text/markdown");
        notebook.cell("class Odd { public String toString() { return \"odd\"; } }\nshowAs(Odd.class, o -> o);");
        assertThat(text(result("new Odd()"))).isEqualTo("odd");
    }

    @Test
    void shownValuesCanBeAskedForAsText() {
        assertThat(result("render(new City(\"Bern\", 134), \"text/plain\")").keySet())
                .containsExactly("text/plain");
    }

    private JsonObject result(String code) {
        return notebook.cell(code).succeeds().contents("execute_result").get(0).getAsJsonObject("data");
    }

    private static String text(JsonObject data) {
        return data.get("text/plain").getAsString();
    }

    private static String html(JsonObject data) {
        return data.get("text/html").getAsString();
    }
}
