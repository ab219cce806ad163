package org.imagine4j.site;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.unbescape.html.HtmlEscape;

/** A notebook with its outputs, as a page. */
final class Notebook {
    private static final List<String> FORMS =
            List.of("text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain");

    private final List<JsonObject> cells;

    private Notebook(List<JsonObject> cells) {
        this.cells = cells;
    }

    static Notebook read(Path file) throws IOException {
        JsonArray cells =
                new Gson().fromJson(Files.readString(file), JsonObject.class).getAsJsonArray("cells");
        return new Notebook(
                cells.asList().stream().map(JsonElement::getAsJsonObject).toList());
    }

    /** Its first heading. */
    String title() {
        return cells.stream()
                .filter(cell -> !isCode(cell))
                .flatMap(cell -> text(cell.get("source")).lines())
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .map(line -> line.substring(2))
                .orElseThrow(() -> new IllegalStateException("A notebook has no heading."));
    }

    String html(Markdown markdown) {
        boolean executed =
                cells.stream().anyMatch(cell -> isCode(cell) && !outputs(cell).isEmpty());
        String note =
                executed ? "" : "<p class=\"note\">The build that made this page did not execute this notebook.</p>";
        return note + cells.stream().map(cell -> html(cell, markdown)).collect(Collectors.joining());
    }

    private static String html(JsonObject cell, Markdown markdown) {
        String source = text(cell.get("source"));
        if (!isCode(cell)) {
            return markdown.html(source);
        }
        String outputs = outputs(cell).asList().stream()
                .map(output -> output(output.getAsJsonObject(), markdown))
                .filter(html -> !html.isEmpty())
                .map(html -> "<div class=\"output\">" + html + "</div>")
                .collect(Collectors.joining());
        return "<pre class=\"cell\"><code>" + escape(source) + "</code></pre>" + outputs;
    }

    private static String output(JsonObject output, Markdown markdown) {
        return switch (output.get("output_type").getAsString()) {
            case "stream" -> preformatted(text(output.get("text")));
            case "error" -> preformatted(text(output.get("traceback")));
            default ->
                FORMS.stream()
                        .filter(form -> output.getAsJsonObject("data").has(form))
                        .findFirst()
                        .map(form ->
                                shown(form, text(output.getAsJsonObject("data").get(form)), markdown))
                        .orElse("");
        };
    }

    private static String shown(String form, String content, Markdown markdown) {
        return switch (form) {
            case "text/html", "image/svg+xml" -> content;
            case "text/markdown" -> markdown.html(content);
            case "text/plain" -> preformatted(content);
            default -> "<img alt=\"\" src=\"data:" + form + ";base64," + content.replaceAll("\\s", "") + "\">";
        };
    }

    /** Without the colours of terminals. */
    private static String preformatted(String text) {
        return "<pre>" + escape(text.replaceAll("\u001b\\[[0-9;]*m", "")) + "</pre>";
    }

    private static JsonArray outputs(JsonObject cell) {
        return cell.getAsJsonArray("outputs");
    }

    private static boolean isCode(JsonObject cell) {
        return cell.get("cell_type").getAsString().equals("code");
    }

    /** A text, or a list of its lines. */
    private static String text(JsonElement source) {
        return source.isJsonArray()
                ? StreamSupport.stream(source.getAsJsonArray().spliterator(), false)
                        .map(JsonElement::getAsString)
                        .collect(Collectors.joining())
                : source.getAsString();
    }

    private static String escape(String text) {
        return HtmlEscape.escapeHtml4Xml(text);
    }
}
