package org.imagine4j.kernel.notebook;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.imagine4j.kernel.core.Cell;
import org.imagine4j.kernel.core.Comms;
import org.imagine4j.kernel.core.Completeness;
import org.imagine4j.kernel.core.Completion;
import org.imagine4j.kernel.core.History;
import org.imagine4j.kernel.core.Interpreter;
import org.imagine4j.kernel.core.KernelDescription;
import org.imagine4j.kernel.core.MimeBundle;
import org.imagine4j.kernel.core.Outcome;
import org.imagine4j.kernel.core.OutputLimit;
import org.imagine4j.kernel.core.StreamName;
import org.imagine4j.kernel.jshell.CellRun;
import org.imagine4j.kernel.jshell.CellSource;
import org.imagine4j.kernel.jshell.Evaluation;
import org.imagine4j.kernel.jshell.JavaEngine;
import org.imagine4j.kernel.magic.CellMagicCall;

/**
 * Interprets Java with magics. JShell and the extensions start in the background, so that the kernel answers the front
 * end at once; the first cell waits for them.
 */
public final class JavaInterpreter implements Interpreter {
    private static final List<String> IMPORTS = List.of(
            "import java.io.*;",
            "import java.math.*;",
            "import java.net.*;",
            "import java.nio.file.*;",
            "import java.util.*;",
            "import java.util.concurrent.*;",
            "import java.util.function.*;",
            "import java.util.regex.*;",
            "import java.util.stream.*;",
            "import static org.imagine4j.kernel.Notebook.*;");

    private static final int WARM_UP_ROUNDS = 20;
    private static final int INDEXING_DELAY_SECONDS = 5;

    private final KernelDescription description;
    private final History history;
    private final OutputLimit limit;
    private final CurrentCell currentCell = new CurrentCell();
    private final CellRun run = new CellRun(currentCell::owner);
    private final Bundles bundles = new Bundles();
    private final StandardStreams streams = new StandardStreams(currentCell);
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<JavaEngine> engine;
    private final CompletableFuture<NotebookKernel> kernel;
    private volatile boolean idleSinceStart = true;

    /**
     * @param history of the cells, for those who ask for it in one of them
     * @param limit on what a cell prints, for those who want another
     */
    public JavaInterpreter(String version, History history, OutputLimit limit) {
        this.history = history;
        this.limit = limit;
        description = describe(version);
        Executor background = work -> {
            Thread thread = new Thread(work, "imagine-startup");
            thread.setDaemon(true);
            thread.start();
        };
        engine = CompletableFuture.supplyAsync(this::startEngine, background);
        kernel = CompletableFuture.supplyAsync(this::startNotebook, background);
        var unused = engine.thenAcceptBothAsync(kernel, (java, notebook) -> warmUp(java), background);
    }

    @Override
    public KernelDescription description() {
        return description;
    }

    private static KernelDescription describe(String version) {
        JsonObject language = new JsonObject();
        language.addProperty("name", "java");
        language.addProperty("version", System.getProperty("java.version"));
        language.addProperty("mimetype", "text/x-java");
        language.addProperty("file_extension", ".jsh");
        language.addProperty("pygments_lexer", "java");
        language.addProperty("codemirror_mode", "text/x-java");
        language.addProperty("nbconvert_exporter", "script");
        String banner = "Imagine " + version + " · Java " + System.getProperty("java.version") + "\n"
                + "%lsmagic lists the magics.";
        return new KernelDescription("imagine", version, banner, language, helpLinks());
    }

    /** The documentation of the Java that runs, not of the one this kernel was built for. */
    private static Map<String, String> helpLinks() {
        String site =
                "https://docs.oracle.com/en/java/javase/" + Runtime.version().feature();
        Map<String, String> links = new LinkedHashMap<>();
        links.put("Java API", site + "/docs/api/");
        links.put("Java Language", site + "/language/");
        return links;
    }

    @Override
    public Outcome evaluate(String code, Cell cell) {
        idleSinceStart = false;
        CellState state = new CellState(cell);
        try {
            return currentCell.during(state, () -> {
                run.begin();
                try {
                    return guarded(code, state);
                } finally {
                    run.end();
                }
            });
        } catch (Exception e) {
            return ErrorReport.thrown(e, List.of());
        }
    }

    @Override
    public void interrupt() {
        run.interrupt();
    }

    @Override
    public Completion complete(String code, int cursor) {
        return kernel.join().assistant().complete(code, cursor);
    }

    @Override
    public Optional<MimeBundle> inspect(String code, int cursor, int detail) {
        return kernel.join().assistant().inspect(code, cursor);
    }

    @Override
    public Completeness isComplete(String code) {
        return kernel.join().assistant().isComplete(code);
    }

    @Override
    public Comms comms() {
        return kernel.join().comms();
    }

    @Override
    public void close() {
        idleSinceStart = false;
        try {
            kernel.join().onShutdown(false);
            kernel.join().comms().close();
            engine.join().close();
        } finally {
            streams.close();
        }
    }

    private JavaEngine startEngine() {
        return new JavaEngine(run, JavaInterpreter.class.getClassLoader(), IMPORTS, this::note);
    }

    /** While the user still reads the page, make the first cells fast; stop when the first one comes. */
    private void warmUp(JavaEngine java) {
        for (int i = 0; i < WARM_UP_ROUNDS && idleSinceStart; i++) {
            java.warmUp();
        }
        if (idleSinceStart) {
            java.index();
        } else {
            CompletableFuture.delayedExecutor(INDEXING_DELAY_SECONDS, TimeUnit.SECONDS)
                    .execute(java::index);
        }
    }

    private NotebookKernel startNotebook() {
        NotebookKernel notebook =
                NotebookKernel.create(description, currentCell, bundles, engine::join, history, limit, problems::add);
        notebook.onStartup();
        return notebook;
    }

    private Outcome guarded(String code, CellState state) {
        try {
            return run(code, state);
        } catch (CompletionException e) {
            return ErrorReport.thrown(e.getCause(), List.of());
        } catch (Throwable e) {
            run.failed(e);
            return run.isInterrupted() ? ErrorReport.interrupted(List.of()) : ErrorReport.thrown(e, List.of());
        }
    }

    private Outcome run(String code, CellState state) throws Exception {
        NotebookKernel notebook = kernel.join();
        for (String problem = problems.poll(); problem != null; problem = problems.poll()) {
            note(problem);
        }
        Optional<CellMagicCall> cellMagic = CellMagicCall.parse(code);
        if (cellMagic.isPresent()) {
            CellMagicCall call = cellMagic.get();
            Callable<Object> magic = () -> notebook.standingAlone(() -> notebook.<Object>cellMagic(call));
            Object value = run.userCode(magic);
            return state.isShown(value) ? Outcome.NOTHING : show(notebook, value);
        }
        Optional<Question> question = Question.parse(code);
        if (question.isPresent()) {
            return answer(question.get(), notebook, state.cell());
        }
        CellSource source = notebook.translate(NotebookKernel.nameOf(state.cell()), code);
        Evaluation evaluation = engine.join().evaluate(source);
        if (evaluation instanceof Evaluation.Thrown thrown && run.isInterrupted()) {
            return ErrorReport.interrupted(
                    thrown.frames().isEmpty() ? List.of() : thrown.frames().get(0));
        }
        if (!(evaluation instanceof Evaluation.Finished finished)) {
            return ErrorReport.of(evaluation);
        }
        Object value = finished.value();
        return endsWithMagic(source) && state.isShown(value) ? Outcome.NOTHING : show(notebook, value);
    }

    private static Outcome answer(Question question, NotebookKernel notebook, Cell cell) {
        String name = question.name();
        Optional<MimeBundle> told = notebook.assistant().inspect(name, name.length());
        if (told.isEmpty()) {
            cell.print(StreamName.STDOUT, "Nothing is known of " + name + ".\n");
        }
        return told.<Outcome>map(Outcome.Value::new).orElse(Outcome.NOTHING);
    }

    private Outcome show(NotebookKernel notebook, Object value) throws Exception {
        if (value == null) {
            return Outcome.NOTHING;
        }
        MimeBundle bundle =
                run.userCode(() -> bundles.bundle(notebook.getRenderer().render(value)));
        return bundle.isEmpty() ? Outcome.NOTHING : new Outcome.Value(bundle);
    }

    private static boolean endsWithMagic(CellSource source) {
        int lines = (int) source.text().stripTrailing().lines().count();
        return source.translatedLines().contains(lines);
    }

    private void note(String text) {
        currentCell
                .cell()
                .ifPresentOrElse(cell -> cell.print(StreamName.STDERR, text + "\n"), () -> problems.add(text));
    }
}
