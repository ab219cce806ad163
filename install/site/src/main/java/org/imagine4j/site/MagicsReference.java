package org.imagine4j.site;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imagine4j.kernel.core.Completion;
import org.imagine4j.kernel.core.History;
import org.imagine4j.kernel.core.Interpreter;
import org.imagine4j.kernel.core.OutputLimit;
import org.imagine4j.kernel.notebook.JavaInterpreter;

/** Every magic of a session, as the kernel itself explains it from the magics' declarations. */
final class MagicsReference {
    private MagicsReference() {}

    static String markdown(String version) {
        try (Interpreter kernel = new JavaInterpreter(version, History.ofThisSession(), new OutputLimit())) {
            List<String> names = Stream.of("%", "%%")
                    .flatMap(signs -> kernel.complete(signs, signs.length()).items().stream())
                    .map(Completion.Item::text)
                    .filter(text -> text.startsWith("%"))
                    .distinct()
                    .toList();
            return """
                    # Magics

                    %s

                    A question mark behind a name, as in `%%imagine?`, shows the same in a notebook, and Tab completes names,
                    options and values.

                    """.formatted(contents(names))
                    + names.stream().map(name -> explained(kernel, name)).collect(Collectors.joining("\n"));
        }
    }

    private static String contents(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" · "));
    }

    private static String explained(Interpreter kernel, String name) {
        return kernel.inspect(name, name.length(), 1)
                .map(bundle -> bundle.data().get("text/markdown").getAsString())
                .orElseThrow(() -> new IllegalStateException("The kernel does not explain " + name))
                .replaceFirst("^### ", "## ");
    }
}
