package org.imagine4j.kernel.jshell;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Asks the compiler's parser, and it alone, whether a piece of Java is well-formed; names need not be declared. */
final class Syntax {
    /** Where a snippet may stand in a compilation unit: on top, in a class, in a method. */
    private static final List<String> PLACES =
            List.of("%s", "class C_ { %s\n}", "class C_ { Object m_() throws Throwable { %s\n} }");

    /** Whether the parser accepts it in one place or another. */
    boolean isWellFormed(String snippet) {
        return PLACES.stream()
                .flatMap(place -> Stream.of(place.formatted(snippet), place.formatted(snippet + ";")))
                .anyMatch(this::parses);
    }

    /** Whether the parser accepts it without so much as a semicolon more. */
    boolean isWhole(String snippet) {
        return PLACES.stream().map(place -> place.formatted(snippet)).anyMatch(this::parses);
    }

    private boolean parses(String unit) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler(); // not at start: few ever need it
        JavacTask task = (JavacTask)
                compiler.getTask(null, null, problems, List.of("-proc:none"), null, List.of(new Source(unit)));
        try {
            var unused = task.parse();
        } catch (IOException e) {
            return false;
        }
        return problems.getDiagnostics().isEmpty();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///C_.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
