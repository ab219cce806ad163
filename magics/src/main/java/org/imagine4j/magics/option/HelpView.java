package org.imagine4j.magics.option;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imagine4j.magics.render.Html;
import org.imagine4j.magics.render.View;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A magic's help page, made from its declaration. */
public final class HelpView implements View {

    private static final String CELL = "text-align:left;vertical-align:top;padding:3px 14px 3px 0;";

    private final CommandSpec spec;

    HelpView(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public String text() {
        int width = options().stream()
                .mapToInt(option -> label(option).length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder(synopsis()).append('\n');
        explanation().forEach(line -> text.append('\n').append(line));
        text.append('\n');
        for (OptionSpec option : options()) {
            text.append(String.format("%n  %-" + width + "s  %s", label(option), description(option)));
        }
        text.append("\n\nExamples");
        examples().forEach(example -> text.append("\n  ").append(example));
        return text.toString();
    }

    @Override
    public String html() {
        Html rows = Html.element("tbody")
                .addAll(options().stream().map(HelpView::row).toList());
        return Html.element("div")
                .with("class", "imagine")
                .style("text-align:left;margin:4px 0 8px")
                .add(Html.element("code").style("font-weight:600").text(synopsis()))
                .addAll(explanation().stream().map(HelpView::line).toList())
                .add(Html.element("table")
                        .style("margin:8px 0;border-collapse:collapse")
                        .add(rows))
                .add(line("Examples"))
                .add(Html.element("pre").style("margin:0").text(String.join("\n", examples())))
                .toString();
    }

    private static Html line(String text) {
        return Html.element("div").style("margin:6px 0").text(text);
    }

    private static Html row(OptionSpec option) {
        return Html.element("tr")
                .add(Html.element("th")
                        .with("scope", "row")
                        .style(CELL + "font-weight:400")
                        .add(Html.element("code").style("white-space:nowrap").text(label(option))))
                .add(Html.element("td").style(CELL).text(description(option)));
    }

    private String synopsis() {
        return Stream.concat(
                        Stream.of(spec.name(), "[OPTIONS]"),
                        spec.positionalParameters().stream().map(PositionalParamSpec::paramLabel))
                .collect(Collectors.joining(" "));
    }

    private List<String> explanation() {
        return Stream.concat(
                        Stream.of(spec.usageMessage().header()),
                        Stream.of(spec.usageMessage().description()))
                .toList();
    }

    private List<OptionSpec> options() {
        return spec.options().stream()
                .sorted(Comparator.comparingInt(OptionSpec::order))
                .toList();
    }

    private List<String> examples() {
        return List.of(spec.usageMessage().footer());
    }

    private static String label(OptionSpec option) {
        String names = Stream.of(option.names())
                .map(name -> option.negatable() ? name.replaceFirst("^--", "--[no-]") : name)
                .collect(Collectors.joining(", "));
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static String description(OptionSpec option) {
        return String.join(" ", option.description());
    }
}
