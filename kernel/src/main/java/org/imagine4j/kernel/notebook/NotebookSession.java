package org.imagine4j.kernel.notebook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.imagine4j.kernel.core.Cell;
import org.imagine4j.kernel.core.History;
import org.imagine4j.kernel.jshell.CellSource;
import org.imagine4j.kernel.jshell.Evaluation;
import org.imagine4j.kernel.jshell.JavaEngine;
import org.imagine4j.kernel.magic.CellMagicCall;
import org.imagine4j.kernel.magic.builtin.Session;
import org.imagine4j.kernel.sources.SourceJars;

/** The session, as the built-in magics see it. */
final class NotebookSession implements Session {
    private final NotebookKernel kernel;
    private final CurrentCell currentCell;
    private final Supplier<JavaEngine> engine;
    private final History history;
    private final SourceJars sources;
    private final CopyOnWriteArrayList<Path> classpath = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = new ConcurrentHashMap<>(System.getenv());

    NotebookSession(
            NotebookKernel kernel,
            CurrentCell currentCell,
            Supplier<JavaEngine> engine,
            History history,
            SourceJars sources) {
        this.kernel = kernel;
        this.currentCell = currentCell;
        this.engine = engine;
        this.history = history;
        this.sources = sources;
    }

    @Override
    public Ran run(String code) {
        return run(cellName(), code);
    }

    @Override
    public Ran run(String name, String code) {
        Optional<CellMagicCall> cellMagic = CellMagicCall.parse(code);
        if (cellMagic.isPresent()) {
            CellMagicCall call = cellMagic.get();
            long start = System.nanoTime();
            Object value = kernel.standingAlone(() -> kernel.<Object>cellMagic(call));
            return new Ran(value, System.nanoTime() - start);
        }
        Evaluation.Finished finished = finished(engine.get().evaluate(kernel.translate(name, code)));
        return new Ran(finished.value(), finished.nanos());
    }

    @Override
    public Object compile(String text, List<String> readings, int blamed) {
        Evaluation blame = null;
        Set<Integer> lines = new TreeSet<>(
                IntStream.rangeClosed(1, (int) text.lines().count()).boxed().toList());
        String name = cellName();
        for (int i = 0; i < readings.size(); i++) {
            Evaluation evaluation = engine.get().evaluate(new CellSource(name, text, readings.get(i), lines));
            if (!(evaluation instanceof Evaluation.Rejected)) {
                return finished(evaluation).value();
            }
            blame = i == blamed ? evaluation : blame;
        }
        throw new CellFailure(ErrorReport.of(blame));
    }

    @Override
    public List<Declared> declared() {
        return engine.get().declarations().stream()
                .map(declaration -> new Declared(
                        declaration.kind().name().toLowerCase(Locale.ROOT),
                        declaration.name(),
                        declaration.type(),
                        declaration.value()))
                .toList();
    }

    @Override
    public void reset() {
        engine.get().reset();
    }

    @Override
    public List<Path> classpath() {
        return new ArrayList<>(classpath);
    }

    @Override
    public void addToClasspath(List<Path> entries) {
        for (Path entry : entries) {
            if (classpath.addIfAbsent(entry)) {
                engine.get().addToClasspath(entry.toString());
            }
        }
        if (!entries.isEmpty()) {
            kernel.installExtensions(engine.get().loader());
        }
    }

    @Override
    public void offerSources(Path jar, Callable<Optional<Path>> fetch) {
        sources.offer(jar, fetch);
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public void display(DisplayData data) {
        kernel.display(data);
    }

    @Override
    public void updateDisplay(DisplayData data) {
        kernel.getIO().display.updateDisplay(data);
    }

    @Override
    public void alreadyShown(Object value) {
        currentCell.state().ifPresent(state -> state.rendered(value));
    }

    @Override
    public String ask(String question) throws IOException {
        Cell cell = currentCell.cell().orElseThrow(() -> new IOException("Only cells can ask the user for input"));
        return cell.input(question, false);
    }

    private String cellName() {
        return currentCell.cell().map(NotebookKernel::nameOf).orElse("");
    }

    private static Evaluation.Finished finished(Evaluation evaluation) {
        if (evaluation instanceof Evaluation.Finished finished) {
            return finished;
        }
        throw new CellFailure(ErrorReport.of(evaluation));
    }
}
