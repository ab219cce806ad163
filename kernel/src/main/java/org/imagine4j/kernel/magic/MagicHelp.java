package org.imagine4j.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.imagine4j.kernel.render.Html;
import org.imagine4j.kernel.render.Table;
import picocli.CommandLine.Model.OptionSpec;

/** A magic's help, made from its declaration: for {@code --help} and {@code ?}, for inspection, for the manual. */
public final class MagicHelp {
    private static final String CELL = "text-align:left;vertical-align:top;";

    private final MagicDeclaration magic;

    public MagicHelp(MagicDeclaration magic) {
        this.magic = magic;
    }

    /** In all forms that front ends can show. */
    public DisplayData display() {
        DisplayData data = new DisplayData(text());
        data.putHTML(html());
        data.putMarkdown(markdown("###"));
        return data;
    }

    /**
     * One option, in all forms that front ends can show.
     *
     * @param values what it could be; empty if that cannot be listed
     */
    DisplayData display(OptionSpec option, List<String> values) {
        String label = MagicDeclaration.label(option);
        String meaning = MagicDeclaration.description(option);
        String choice = values.isEmpty() ? "" : option.paramLabel() + ": " + String.join(", ", values);
        String more = magic.signedName() + "? explains the magic.";
        DisplayData data = new DisplayData(Stream.of(label, meaning, choice, more)
                .filter(paragraph -> !paragraph.isEmpty())
                .collect(Collectors.joining("\n\n")));
        data.putHTML(Stream.of(meaning, choice, more)
                .filter(paragraph -> !paragraph.isEmpty())
                .map(paragraph -> "<p>" + Html.escape(paragraph) + "</p>")
                .collect(Collectors.joining(
                        "",
                        "<div style=\"text-align:left\"><code><b>" + Html.escape(label) + "</b></code>",
                        "</div>")));
        return data;
    }

    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(magic.synopsis());
        lines.add("");
        lines.add(magic.summary());
        lines.addAll(magic.details());
        lines.add("");
        arguments().text().lines().map(line -> "  " + line).forEach(lines::add);
        if (!magic.examples().isEmpty()) {
            lines.add("");
            lines.add("Examples");
            magic.examples().forEach(example -> lines.add("  " + example));
        }
        return String.join("\n", lines);
    }

    public String html() {
        StringBuilder html = new StringBuilder("<div style=\"text-align:left\"><code><b>")
                .append(Html.escape(magic.synopsis()))
                .append("</b></code>");
        paragraphs()
                .forEach(paragraph ->
                        html.append("<p>").append(Html.escape(paragraph)).append("</p>"));
        html.append("<table><tbody>");
        arguments().rows().forEach(row -> html.append("<tr><td style=\"")
                .append(CELL)
                .append("\"><code style=\"white-space:nowrap\">")
                .append(Html.escape(row.get(0)))
                .append("</code></td><td style=\"")
                .append(CELL)
                .append("\">")
                .append(Html.escape(row.get(1)))
                .append("</td></tr>"));
        html.append("</tbody></table>");
        if (!magic.examples().isEmpty()) {
            html.append("<p>Examples</p><pre>")
                    .append(Html.escape(String.join("\n", magic.examples())))
                    .append("</pre>");
        }
        return html.append("</div>").toString();
    }

    /**
     * A section of a manual.
     *
     * @param heading the marks of its heading, such as {@code ###}
     */
    public String markdown(String heading) {
        StringBuilder text =
                new StringBuilder(heading).append(" `").append(magic.synopsis()).append("`\n\n");
        paragraphs().forEach(paragraph -> text.append(paragraph).append("\n\n"));
        text.append("| argument | meaning |\n|---|---|\n");
        for (List<String> row : arguments().rows()) {
            text.append("| `").append(row.get(0)).append("` | ");
            text.append(row.get(1).replace("|", "\\|")).append(" |\n");
        }
        if (!magic.examples().isEmpty()) {
            text.append("\n```\n").append(String.join("\n", magic.examples())).append("\n```\n");
        }
        return text.toString();
    }

    private List<String> paragraphs() {
        return Stream.concat(Stream.of(magic.summary()), magic.details().stream())
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }

    private Table arguments() {
        Stream<List<String>> parameters = magic.parameters().stream()
                .filter(parameter -> !parameter.hidden())
                .map(parameter -> List.of(parameter.paramLabel(), String.join(" ", parameter.description())));
        Stream<List<String>> options = magic.options().stream().map(MagicHelp::row);
        return Table.of(List.of(), Stream.concat(parameters, options).toList());
    }

    private static List<String> row(OptionSpec option) {
        return List.of(MagicDeclaration.label(option), MagicDeclaration.description(option));
    }
}
