package org.imagine4j.kernel.notebook;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.UndefinedMagicException;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.imagine4j.kernel.core.Cell;
import org.imagine4j.kernel.core.Completion;
import org.imagine4j.kernel.core.History;
import org.imagine4j.kernel.core.KernelDescription;
import org.imagine4j.kernel.core.OutputLimit;
import org.imagine4j.kernel.jshell.CellSource;
import org.imagine4j.kernel.jshell.Evaluation;
import org.imagine4j.kernel.jshell.JavaEngine;
import org.imagine4j.kernel.magic.CellMagicCall;
import org.imagine4j.kernel.magic.KernelMagics;
import org.imagine4j.kernel.magic.LineMagicTranslator;
import org.imagine4j.kernel.magic.MagicFailure;
import org.imagine4j.kernel.magic.builtin.BuiltInMagics;
import org.imagine4j.kernel.sources.LibraryComments;
import org.imagine4j.kernel.sources.SourceJars;

/**
 * The {@link BaseKernel} that extensions and cells see. A façade: nothing here listens to sockets. Everything works from
 * any thread; output goes to the cell that started the thread.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // the contract's signatures
public final class NotebookKernel extends BaseKernel {
    private final String banner;
    private final CurrentCell currentCell;
    private final Supplier<JavaEngine> engine;
    private final Consumer<String> problems;
    private final KernelMagics magics;
    private final LineMagicTranslator translator;
    private final ContractComms comms;
    private final CodeAssistant assistant;

    /** How values look by the user's own wish: the latest for each type. */
    private final Map<Class<?>, Function<?, ?>> looks = new ConcurrentHashMap<>();

    /**
     * @param engine may take a moment to be there
     * @param problems hears of extensions that do not load
     */
    static NotebookKernel create(
            KernelDescription description,
            CurrentCell currentCell,
            Bundles bundles,
            Supplier<JavaEngine> engine,
            History history,
            OutputLimit limit,
            Consumer<String> problems) {
        ContractEnvironment environment = new ContractEnvironment(currentCell, bundles);
        return new NotebookKernel(
                description,
                currentCell,
                bundles,
                new ContractIO(environment),
                new ContractComms(currentCell, environment),
                new KernelMagics(),
                engine,
                history,
                limit,
                problems);
    }

    private NotebookKernel(
            KernelDescription description,
            CurrentCell currentCell,
            Bundles bundles,
            ContractIO io,
            ContractComms comms,
            KernelMagics magics,
            Supplier<JavaEngine> engine,
            History history,
            OutputLimit limit,
            Consumer<String> problems) {
        super(
                description.implementation(),
                description.implementationVersion(),
                languageInfo(description.languageInfo()),
                description.helpLinks().entrySet().stream()
                        .map(link -> new HelpLink(link.getKey(), link.getValue()))
                        .toList(),
                null,
                io,
                comms,
                new NotebookRenderer(currentCell),
                new MagicParser("(?<=(?:^|=))\\s*%", "%%", new MagicTranspiler()),
                magics,
                true,
                new StringStyler.Builder().build());
        this.banner = description.banner();
        this.currentCell = currentCell;
        this.comms = comms;
        this.magics = magics;
        this.engine = engine;
        this.problems = problems;
        this.translator = new LineMagicTranslator(
                name -> magics.getLineMagicNames().contains(name),
                magics::valueType,
                (name, line) -> magics.arguments("%" + name, line));
        SourceJars sources = new SourceJars();
        this.assistant = new CodeAssistant(engine, magics, translator, bundles, new LibraryComments(sources));
        NotebookSession session = new NotebookSession(this, currentCell, engine, history, sources);
        BuiltInMagics.all(session, limit, magics).forEach(magics::declare);
    }

    @Override
    public String getBanner() {
        return banner;
    }

    @Override
    public Object evalRaw(String source) {
        Evaluation evaluation = engine.get().evaluate(translate("", source));
        if (evaluation instanceof Evaluation.Finished finished) {
            return finished.value();
        }
        if (evaluation instanceof Evaluation.Thrown thrown) {
            if (thrown.exception() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (thrown.exception() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(thrown.exception().getMessage(), thrown.exception());
        }
        String message = ((Evaluation.Rejected) evaluation)
                .problems().stream()
                        .map(Evaluation.Problem::message)
                        .findFirst()
                        .orElse("Not valid Java");
        throw new IllegalArgumentException(message + "\nin: " + source);
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
        return assistant
                .inspect(code, at)
                .map(bundle -> {
                    DisplayData data = new DisplayData();
                    bundle.data().asMap().forEach((type, value) -> data.putData(type, value.getAsString()));
                    return data;
                })
                .orElse(null);
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
        Completion completion = assistant.complete(code, at);
        List<String> texts =
                completion.items().stream().map(Completion.Item::text).toList();
        return new ReplacementOptions(texts, completion.start(), completion.end());
    }

    @Override
    public String isComplete(String code) {
        var completeness = assistant.isComplete(code);
        return completeness.status().equals("incomplete") ? completeness.indent() : completeness.status();
    }

    /** Runs a line magic for its value. */
    public <T> T lineMagic(String name, List<String> arguments) {
        return told(() -> magics.evalLineMagic(this, name, arguments));
    }

    /** Runs a cell magic for its value. */
    public <T> T cellMagic(String name, List<String> arguments, String body) {
        return told(() -> magics.evalCellMagic(this, name, arguments, body));
    }

    /** Runs a cell magic as it was typed. */
    <T> T cellMagic(CellMagicCall call) {
        return cellMagic(call.name(), magics.arguments("%%" + call.name(), call.line()), call.body());
    }

    /** Runs a magic that stands alone, noting what it shows, so that its value need not be shown again. */
    public <T> T standingAlone(Supplier<T> magic) {
        CellState state = currentCell.state().orElse(null);
        if (state == null) {
            return magic.get();
        }
        T value = null;
        state.magicBegins();
        try {
            value = magic.get();
            return value;
        } finally {
            state.magicEnds(value);
        }
    }

    /**
     * Registers how values of a type look.
     *
     * @param look gives a {@link DisplayData}, or another value that is rendered in its place
     */
    public <T> void showAs(Class<T> type, Function<? super T, ?> look) {
        if (looks.put(type, look) == null) {
            getRenderer()
                    .createRegistration(type)
                    .preferring("text/plain")
                    .supporting("*")
                    .register((value, context) -> show(type, value, context.getOutputContainer()));
        }
    }

    private void show(Class<?> type, Object value, DisplayData data) {
        @SuppressWarnings("unchecked") // a look is kept under the type it was registered for
        Object shown = ((Function<Object, ?>) looks.get(type)).apply(value);
        if (shown == value) {
            return;
        }
        data.assign(getRenderer().render(shown));
        if (!(shown instanceof CharSequence)) {
            data.putText(String.valueOf(value));
        }
    }

    /** Clears the output of the running cell, at once or when there is new output. */
    public void clearOutput(boolean wait) {
        currentCell.cell().ifPresent(cell -> cell.clearOutput(wait));
    }

    /**
     * Asks the user for a line of text, on behalf of the calling thread's cell.
     *
     * @throws IOException if the front end cannot ask
     */
    public String input(String prompt, boolean password) throws IOException {
        Cell cell = currentCell.cell().orElseThrow(() -> new IOException("Only cells can ask the user for input"));
        return cell.input(prompt, password);
    }

    CodeAssistant assistant() {
        return assistant;
    }

    ContractComms comms() {
        return comms;
    }

    /** What errors call a cell. */
    static String nameOf(Cell cell) {
        return "In [" + cell.executionCount() + "]";
    }

    CellSource translate(String name, String code) {
        LineMagicTranslator.Translation translation = translator.translate(code);
        return new CellSource(name, code, translation.java(), translation.lines());
    }

    @Override
    protected ClassLoader getClassLoader() {
        return NotebookKernel.class.getClassLoader();
    }

    /** Loads extensions; one that fails is reported and the others load all the same. */
    @Override
    protected void installExtensions(ClassLoader loader) {
        var providers = ServiceLoader.load(Extension.class, loader).stream().iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                installExtension(providers.next().get());
            } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
                problems.accept("An extension did not load: " + e);
            }
        }
    }

    private static LanguageInfo languageInfo(JsonObject language) {
        return new LanguageInfo(
                language.get("name").getAsString(),
                language.get("version").getAsString(),
                language.get("mimetype").getAsString(),
                language.get("file_extension").getAsString(),
                language.get("pygments_lexer").getAsString(),
                language.get("codemirror_mode").getAsString(),
                language.get("nbconvert_exporter").getAsString());
    }

    private <T> T told(MagicCall<T> call) {
        try {
            return call.run();
        } catch (UndefinedMagicException e) {
            throw magics.unknown(e);
        } catch (MagicFailure | CellFailure e) {
            throw e;
        } catch (Exception e) {
            throw new MagicFailure(e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface MagicCall<T> {
        T run() throws Exception;
    }
}
