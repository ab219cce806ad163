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

    private final CommandSpec spec;

    HelpView(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public String text() {
        int width = options().mapToInt(option -> label(option).length()).max().orElse(0);
        StringBuilder text = new StringBuilder(synopsis()).append("\n\n").append(summary());
        options()
                .forEach(option ->
                        text.append(String.format("%n  %-" + width + "s  %s", label(option), description(option))));
        text.append("\n\nExamples");
        examples().forEach(example -> text.append("\n  ").append(example));
        return text.toString();
    }

    @Override
    public String html() {
        Html options = Html.element("table").style("margin:8px 0;border-collapse:collapse");
        Html rows = Html.element("tbody");
        options()
                .forEach(option -> rows.add(Html.element("tr")
                        .add(Html.element("th")
                                .with("scope", "row")
                                .style(CELL + "font-weight:400;white-space:nowrap")
                                .add(Html.element("code").text(label(option))))
                        .add(Html.element("td").style(CELL).text(description(option)))));
        Html examples = Html.element("pre").style("margin:0").text(String.join("\n", examples()));
        return Html.element("div")
                .with("class", "imagine")
                .style("text-align:left")
                .add(Html.element("code").style("font-weight:600").text(synopsis()))
                .add(Html.element("div").style("margin:6px 0").text(summary()))
                .add(options.add(rows))
                .add(examples)
                .toString();
    }

    private static final String CELL = "text-align:left;vertical-align:top;padding:3px 14px 3px 0;";

    private Stream<OptionSpec> options() {
        return spec.options().stream().sorted(Comparator.comparingInt(OptionSpec::order));
    }

    private List<String> examples() {
        return List.of(spec.usageMessage().footer());
    }

    private String summary() {
        return Stream.concat(
                        Stream.of(spec.usageMessage().header()),
                        Stream.of(spec.usageMessage().description()))
                .collect(Collectors.joining(" "));
    }

    private String synopsis() {
        return Stream.concat(
                        Stream.of(spec.name(), "[OPTIONS]"),
                        spec.positionalParameters().stream().map(PositionalParamSpec::paramLabel))
                .collect(Collectors.joining(" "));
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
