package org.imagine4j.site;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.imagine4j.kernel.core.Completion;
import org.imagine4j.kernel.core.History;
import org.imagine4j.kernel.core.Interpreter;
import org.imagine4j.kernel.core.OutputLimit;
import org.imagine4j.kernel.notebook.JavaInterpreter;

/** Every magic of a session, as the kernel itself explains it from the magics' declarations. */
final class MagicsReference {
    private static final String TITLE = "Magics";

    private MagicsReference() {}

    static String markdown(String version) {
        try (Interpreter kernel = new JavaInterpreter(version, History.ofThisSession(), new OutputLimit())) {
            List<String> names = Stream.of("%", "%%")
                    .flatMap(signs -> kernel.complete(signs, signs.length()).items().stream())
                    .map(Completion.Item::text)
                    .filter(text -> text.startsWith("%"))
                    .distinct()
                    .toList();
            List<String> sections =
                    names.stream().map(name -> explained(kernel, name)).toList();
            return """
                    # %s

                    %s

                    A question mark behind a name, as in `%%imagine?`, shows the same in a notebook, and Tab completes names,
                    options and values.

                    """.formatted(TITLE, contents(names, sections)) + String.join("\n", sections);
        }
    }

    /** Links to the sections, by the names that {@link Markdown} gives their headings. */
    private static String contents(List<String> names, List<String> sections) {
        IdGenerator anchors = IdGenerator.builder().build();
        anchors.generateId(TITLE);
        return IntStream.range(0, names.size())
                .mapToObj(i -> "[`" + names.get(i) + "`](#" + anchors.generateId(heading(sections.get(i))) + ")")
                .collect(Collectors.joining(" · "));
    }

    private static String heading(String section) {
        return section.lines().findFirst().orElseThrow().replaceAll("^#+ |`", "");
    }

    private static String explained(Interpreter kernel, String name) {
        return kernel.inspect(name, name.length(), 1)
                .map(bundle -> bundle.data().get("text/markdown").getAsString())
                .orElseThrow(() -> new IllegalStateException("The kernel does not explain " + name))
                .replaceFirst("^### ", "## ");
    }
}
