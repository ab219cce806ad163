package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.magic.MagicParser;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * A kernel with IJava's ways: magics become calls that need the notebook's static imports, and are followed by an empty
 * statement, so that their values are never shown; jars come by {@code %jars} or {@code IJAVA_CLASSPATH}; with the first cell
 * {@code IJAVA_STARTUP_SCRIPT} runs.
 */
public final class JavaKernel extends BaseKernel {

    private final Magics magics = new Magics();
    private final MagicParser parser = new MagicParser("(?<=(?:^|=))\\s*%", "%%");
    private final Execution execution = new Execution();
    private final JShell shell = JShell.builder()
            .executionEngine(new ProviderOfOne(), Map.of())
            .out(System.out)
            .err(System.err)
            .build();
    private boolean started;

    JavaKernel() {
        magics.registerLineMagic("jars", jars -> {
            jars.forEach(shell::addToClasspath);
            return jars;
        });
        String jars = System.getenv("IJAVA_CLASSPATH");
        if (jars != null) {
            shell.addToClasspath(jars);
        }
    }

    public Magics getMagics() {
        return magics;
    }

    public Object evalRaw(String code) throws Exception {
        if (!started) {
            started = true;
            evalRaw("import java.util.*; import static io.github.spencerpark.ijava.runtime.Magics.*;");
            String script = System.getenv("IJAVA_STARTUP_SCRIPT");
            if (script != null) {
                evalRaw(script);
            }
        }
        Object value = null;
        CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(translated(code));
        while (next.completeness().isComplete()) {
            value = snippet(next.source());
            next = shell.sourceCodeAnalysis().analyzeCompletion(next.remaining());
        }
        if (next.completeness() != Completeness.EMPTY) {
            throw new IllegalArgumentException("incomplete: " + next.remaining());
        }
        return value;
    }

    @Override
    public DisplayData eval(String code) throws Exception {
        Object value = evalRaw(code);
        return value == null ? null : getRenderer().render(value);
    }

    @Override
    public LanguageInfo getLanguageInfo() {
        return new LanguageInfo.Builder("Java").build();
    }

    @Override
    public void interrupt() {
        execution.interrupt();
    }

    @Override
    public void onShutdown(boolean isRestarting) {
        shell.close();
    }

    private Object snippet(String source) throws JShellException {
        Object value = null;
        List<SnippetEvent> events = shell.eval(source);
        for (SnippetEvent event : events) {
            if (event.exception() != null) {
                throw event.exception();
            }
            if (event.causeSnippet() == null && !event.status().isDefined()) {
                throw new IllegalArgumentException(shell.diagnostics(event.snippet())
                        .map(problem -> problem.getMessage(null))
                        .collect(Collectors.joining("\n")));
            }
            if (event.value() != null && event.snippet().subKind().isExecutable()) {
                Object result = execution.take(event.value());
                value = isShown(event.snippet()) ? result : null;
            }
        }
        return value;
    }

    private static boolean isShown(Snippet snippet) {
        return switch (snippet.subKind()) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }

    private String translated(String code) {
        var cell = parser.parseCellMagic(code);
        if (cell != null) {
            return call(
                    "cellMagic",
                    cell.getMagicCall().getName(),
                    cell.getMagicCall().getArgs(),
                    cell.getMagicCall().getBody());
        }
        return parser.transformLineMagics(
                code,
                line -> call(
                        "lineMagic",
                        line.getMagicCall().getName(),
                        line.getMagicCall().getArgs()));
    }

    private static String call(String method, String name, List<String> arguments, String... body) {
        List<String> parameters = new ArrayList<>(List.of(
                literal(name),
                "List.of(" + arguments.stream().map(JavaKernel::literal).collect(Collectors.joining(",")) + ")"));
        for (String text : body) {
            parameters.add(literal(text));
        }
        return method + "(" + String.join(",", parameters) + ");{};";
    }

    private static String literal(String text) {
        String coded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return "new String(Base64.getDecoder().decode(\"" + coded + "\"))";
    }

    /** Hands JShell the one execution. */
    private final class ProviderOfOne implements ExecutionControlProvider {

        @Override
        public String name() {
            return "stand-in";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return execution;
        }
    }
}
