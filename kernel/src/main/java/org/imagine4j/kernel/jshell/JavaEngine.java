package org.imagine4j.kernel.jshell;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.tools.StandardJavaFileManager;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * JShell as an engine: evaluates cells in this JVM and hands over values and exceptions as they are. Safe for use by any
 * thread: a lock guards JShell while it compiles and is let go while the user's code runs, so that code may evaluate
 * code, in its own thread or another.
 */
public final class JavaEngine implements AutoCloseable {
    private static final String WARM_UP = "java.util.stream.Stream.of(1, 2).map(i -> i + 1).toList()";

    private final ReentrantLock lock = new ReentrantLock();
    private final SnippetLoader loader;
    private final InProcessControl control;
    private final AtomicReference<CompilerFiles> files = new AtomicReference<>();
    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final Symbols symbols;
    private final Syntax syntax = new Syntax();
    private final Consumer<String> notes;
    private final Map<String, Origin> origins = new ConcurrentHashMap<>();

    /** Ids of what was evaluated before the first cell: imports, and what extensions bring. */
    private final Set<String> start = new HashSet<>();

    private boolean started;

    /** Where a snippet stands: its cell and the index of its source in the cell's Java. */
    private record Origin(CellSource cell, int index) {}

    /**
     * @param run told when the user's code runs
     * @param parent of the loader that defines the snippets' classes
     * @param imports such as {@code import java.util.*;}
     * @param notes hears what the user should know of a snippet that was accepted but cannot run yet
     */
    public JavaEngine(CellRun run, ClassLoader parent, List<String> imports, Consumer<String> notes) {
        this.notes = notes;
        loader = new SnippetLoader(parent);
        control = new InProcessControl(loader, run, lock);
        shell = JShell.builder()
                .executionEngine(providerOf(control), Map.of())
                .fileManager(this::ours)
                .build();
        analysis = shell.sourceCodeAnalysis();
        symbols = new Symbols(shell, loader);
        locked(() -> {
            imports.forEach(shell::eval);
            return null;
        });
    }

    /**
     * Evaluates something small and forgets it: the compiler's code is loaded and begins to be compiled itself, which the
     * first cells would otherwise wait for.
     */
    public void warmUp() {
        locked(() -> {
            for (SnippetEvent event :
                    shell.eval(analysis.analyzeCompletion(WARM_UP).source())) {
                shell.drop(event.snippet());
            }
            control.takeLast();
            return null;
        });
    }

    /** Lets JShell index all classes there are, for completion; asking for completions does so, too. */
    public void index() {
        files.get().allowIndexing();
    }

    /** Evaluates a cell, snippet by snippet, up to the first that fails. */
    public Evaluation evaluate(CellSource cell) {
        return locked(() -> {
            if (!cell.name().isEmpty()) {
                rememberStart();
            }
            Evaluation evaluation = new Evaluation.Finished(null, 0);
            long nanos = 0;
            String rest = cell.java();
            while (!rest.isBlank() && evaluation instanceof Evaluation.Finished) {
                CompletionInfo info = analysis.analyzeCompletion(rest);
                if (info.completeness() == SourceCodeAnalysis.Completeness.EMPTY) {
                    break;
                }
                int index = cell.java().length() - rest.length();
                String source = info.source();
                if (source == null) {
                    source = rest;
                    rest = "";
                } else {
                    rest = info.remaining();
                }
                String stripped = source.stripLeading();
                evaluation = evaluateSnippet(cell, stripped, index + source.length() - stripped.length());
                if (evaluation instanceof Evaluation.Finished finished) {
                    nanos += finished.nanos();
                    evaluation = new Evaluation.Finished(finished.value(), nanos);
                }
            }
            return evaluation;
        });
    }

    /** The loader of the snippets' classes. */
    public ClassLoader loader() {
        return loader;
    }

    /** Adds a jar or folder to the class path of the cells to come. */
    public void addToClasspath(String path) {
        locked(() -> {
            shell.addToClasspath(path);
            return null;
        });
    }

    /** What could stand at {@code cursor}; {@code anchor[0]} becomes the index from which to replace. */
    public List<Suggestion> complete(String java, int cursor, int[] anchor) {
        index();
        return locked(() -> {
            int start = snippetStart(java, cursor);
            List<Suggestion> suggestions =
                    analysis.completionSuggestions(java.substring(start), cursor - start, anchor);
            anchor[0] += start;
            return suggestions;
        });
    }

    /**
     * What the names that could stand at an index are: members of what precedes a dot there, else names of the session.
     *
     * @param start the index where a name begins
     */
    public Map<String, Member> members(String java, int start) {
        return locked(() -> {
            if (start == 0 || java.charAt(start - 1) != '.') {
                return symbols.ofSession();
            }
            String receiver = Receiver.before(java, start - 1);
            return receiver.isEmpty() ? Map.of() : symbols.membersOf(receiver);
        });
    }

    /** The documentation of what stands at {@code cursor}. */
    public List<Documentation> documentation(String java, int cursor, boolean withJavadoc) {
        return locked(() -> {
            int start = snippetStart(java, cursor);
            return analysis.documentation(java.substring(start), cursor - start, withJavadoc);
        });
    }

    /**
     * The public classes, constructors, methods and fields that a name can stand for, as reflection sees them.
     *
     * @param start where the name begins
     * @param end where it ends
     */
    public List<AnnotatedElement> referents(String java, int start, int end) {
        return locked(() -> new Referents(symbols).of(java, start, java.substring(start, end)));
    }

    /**
     * A declaration of a name.
     *
     * @param signature {@code int x}, {@code String f(int)}, or a type's whole source
     * @param source as the user wrote it
     */
    public record Declared(String signature, String source) {}

    /** Declarations of a name; empty if there are none. */
    public List<Declared> declarations(String name) {
        return locked(() -> shell.snippets()
                .filter(snippet -> shell.status(snippet).isActive())
                .filter(snippet -> snippet instanceof DeclarationSnippet declaration
                        && declaration.name().equals(name))
                .map(snippet -> new Declared(describe(snippet), snippet.source()))
                .toList());
    }

    /** Everything the cells have declared and not replaced, in the order of its first declaration. */
    public List<Declaration> declarations() {
        return locked(() -> shell.snippets()
                .filter(snippet -> !start.contains(snippet.id()))
                .filter(snippet -> shell.status(snippet).isActive())
                .filter(snippet -> snippet.subKind() != Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
                .flatMap(snippet -> declaration(snippet).stream())
                .toList());
    }

    /** Forgets everything the cells have declared; what was there before the first of them stays. */
    public void reset() {
        locked(() -> {
            shell.snippets()
                    .filter(snippet -> !start.contains(snippet.id()))
                    .filter(snippet -> shell.status(snippet).isActive())
                    .toList()
                    .forEach(shell::drop);
            origins.clear();
            return null;
        });
    }

    /** Whether Java could run as it is; {@code UNKNOWN} if no continuation could make it valid. */
    public SourceCodeAnalysis.Completeness completeness(String java) {
        return locked(() -> {
            String rest = java;
            SourceCodeAnalysis.Completeness completeness = SourceCodeAnalysis.Completeness.COMPLETE;
            while (!rest.isBlank() && completeness.isComplete()) {
                CompletionInfo info = analysis.analyzeCompletion(rest);
                completeness = info.completeness();
                if (completeness.isComplete() && isErroneous(info.source())) {
                    return SourceCodeAnalysis.Completeness.UNKNOWN;
                }
                if (completeness == SourceCodeAnalysis.Completeness.CONSIDERED_INCOMPLETE && !syntax.isWhole(rest)) {
                    return SourceCodeAnalysis.Completeness.DEFINITELY_INCOMPLETE;
                }
                rest = info.remaining() == null ? "" : info.remaining();
            }
            return completeness;
        });
    }

    @Override
    public void close() {
        index(); // JShell's thread that waits for it serves others, too
        locked(() -> {
            shell.close();
            return null;
        });
    }

    private StandardJavaFileManager ours(StandardJavaFileManager theirs) {
        files.set(new CompilerFiles(theirs, System.getProperty("java.class.path")));
        return files.get();
    }

    /**
     * JShell calls code complete that merely ends like a statement, and erroneous also code whose names are not declared
     * yet: the parser has the last word.
     */
    private boolean isErroneous(String source) {
        return source != null
                && !source.isBlank()
                && analysis.sourceToSnippets(source).stream()
                        .anyMatch(snippet -> snippet.kind() == Snippet.Kind.ERRONEOUS)
                && !syntax.isWellFormed(source);
    }

    private void rememberStart() {
        if (!started) {
            started = true;
            shell.snippets().map(Snippet::id).forEach(start::add);
        }
    }

    private Optional<Declaration> declaration(Snippet snippet) {
        if (snippet instanceof VarSnippet variable) {
            return Optional.of(new Declaration(
                    Declaration.Kind.VARIABLE, variable.name(), variable.typeName(), valueOf(variable)));
        }
        if (snippet instanceof MethodSnippet method) {
            return Optional.of(new Declaration(Declaration.Kind.METHOD, method.name(), describe(method), null));
        }
        if (snippet instanceof TypeDeclSnippet type) {
            return Optional.of(new Declaration(Declaration.Kind.TYPE, type.name(), word(type.subKind()), null));
        }
        if (snippet instanceof ImportSnippet imported) {
            return Optional.of(new Declaration(
                    Declaration.Kind.IMPORT, imported.fullname(), imported.isStatic() ? "static" : "", null));
        }
        return Optional.empty();
    }

    private Object valueOf(VarSnippet variable) {
        if (shell.status(variable) != Snippet.Status.VALID) {
            return null;
        }
        var unused = shell.varValue(variable);
        return control.takeLast().value();
    }

    private static String word(Snippet.SubKind kind) {
        return switch (kind) {
            case INTERFACE_SUBKIND -> "interface";
            case ENUM_SUBKIND -> "enum";
            case RECORD_SUBKIND -> "record";
            case ANNOTATION_TYPE_SUBKIND -> "annotation";
            default -> "class";
        };
    }

    private Evaluation evaluateSnippet(CellSource cell, String source, int index) {
        Object value = null;
        long nanos = 0;
        for (SnippetEvent event : shell.eval(source)) {
            if (event.causeSnippet() != null) {
                continue;
            }
            Snippet snippet = event.snippet();
            index = indexOf(snippet.source(), cell.java(), index);
            origins.put(snippet.id(), new Origin(cell, index));
            InProcessControl.Ran ran = control.takeLast();
            forgetUnnamed(snippet);
            if (event.status() == Snippet.Status.REJECTED) {
                return new Evaluation.Rejected(cell, problems(snippet, cell, index));
            }
            if (event.exception() != null) {
                return thrown(event.exception(), ran.thrown());
            }
            noteUnresolved(snippet, event.status());
            value = isResult(snippet) ? ran.value() : null;
            nanos += ran.nanos();
        }
        return new Evaluation.Finished(value, nanos);
    }

    /**
     * Drops the variable in which JShell keeps the value of an expression. A notebook never shows its name, and every
     * one that is kept makes all later snippets slower to compile.
     */
    private void forgetUnnamed(Snippet snippet) {
        if (snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                && shell.status(snippet).isActive()) {
            shell.drop(snippet);
        }
    }

    /** Expressions have a result to show; an assignment is a statement in a notebook reader's eyes. */
    private static boolean isResult(Snippet snippet) {
        return switch (snippet.subKind()) {
            case TEMP_VAR_EXPRESSION_SUBKIND, VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }

    private void noteUnresolved(Snippet snippet, Snippet.Status status) {
        if (snippet instanceof DeclarationSnippet declaration
                && (status == Snippet.Status.RECOVERABLE_DEFINED || status == Snippet.Status.RECOVERABLE_NOT_DEFINED)) {
            notes.accept(declaration.name() + " cannot be used until these are declared: " + unresolved(declaration));
        }
    }

    private String unresolved(DeclarationSnippet snippet) {
        return shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
    }

    private List<Evaluation.Problem> problems(Snippet snippet, CellSource cell, int index) {
        List<Evaluation.Problem> problems = new ArrayList<>();
        for (Diag diagnostic : shell.diagnostics(snippet).toList()) {
            if (diagnostic.isError()) {
                int start = index + (int) Math.max(0, diagnostic.getStartPosition());
                int end = index + (int) Math.max(0, diagnostic.getEndPosition());
                int lineStart = cell.java()
                                .lastIndexOf(
                                        '\n',
                                        Math.max(0, Math.min(start, cell.java().length()) - 1))
                        + 1;
                problems.add(new Evaluation.Problem(
                        diagnostic.getMessage(null), cell.lineAt(start), start - lineStart, end - lineStart));
            }
        }
        return problems;
    }

    private Evaluation thrown(JShellException exception, Throwable original) {
        if (exception instanceof UnresolvedReferenceException unresolved) {
            DeclarationSnippet snippet = unresolved.getSnippet();
            Throwable told = new IllegalStateException(
                    snippet.name() + " cannot be used until these are declared: " + unresolved(snippet));
            return new Evaluation.Thrown(told, List.of(frames(exception)));
        }
        List<List<Evaluation.Frame>> frames = new ArrayList<>();
        for (Throwable each = exception; each instanceof EvalException; each = each.getCause()) {
            frames.add(frames(each));
        }
        return new Evaluation.Thrown(original == null ? exception : original, frames);
    }

    private List<Evaluation.Frame> frames(Throwable translated) {
        List<Evaluation.Frame> frames = new ArrayList<>();
        for (StackTraceElement element : translated.getStackTrace()) {
            String file = element.getFileName();
            Origin origin = file != null && file.startsWith("#") ? origins.get(file.substring(1)) : null;
            if (origin == null) {
                frames.add(new Evaluation.Frame(null, element.getLineNumber(), element.getMethodName(), element));
            } else {
                int line = origin.cell.lineAt(origin.index) + element.getLineNumber() - 1;
                frames.add(new Evaluation.Frame(origin.cell, line, element.getMethodName(), element));
            }
        }
        return frames;
    }

    /** Where the snippet that holds {@code cursor} begins: complete snippets before it are passed over. */
    private int snippetStart(String java, int cursor) {
        int start = 0;
        while (true) {
            CompletionInfo info = analysis.analyzeCompletion(java.substring(start));
            if (!info.completeness().isComplete() || info.remaining() == null) {
                return start;
            }
            int next = java.length() - info.remaining().length();
            if (next >= cursor || next == start) {
                return start;
            }
            start = next;
        }
    }

    private static int indexOf(String source, String java, int from) {
        int found = java.indexOf(source, from);
        if (found < 0 && source.endsWith(";")) {
            found = java.indexOf(source.substring(0, source.length() - 1), from);
        }
        return found < 0 ? from : found;
    }

    static String describe(Snippet snippet) {
        if (snippet instanceof VarSnippet variable) {
            return variable.typeName() + " " + variable.name();
        }
        if (snippet instanceof MethodSnippet method) {
            int end = method.signature().lastIndexOf(')') + 1;
            return method.signature().substring(end) + " " + method.name()
                    + method.signature().substring(0, end);
        }
        return snippet.source();
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private static ExecutionControlProvider providerOf(DirectExecutionControl control) {
        return new ExecutionControlProvider() {
            @Override
            public String name() {
                return "imagine";
            }

            @Override
            public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
                return control;
            }
        };
    }
}
