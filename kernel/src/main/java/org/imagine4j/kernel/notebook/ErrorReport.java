package org.imagine4j.kernel.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.imagine4j.kernel.core.Outcome;
import org.imagine4j.kernel.jshell.CellExit;
import org.imagine4j.kernel.jshell.CellSource;
import org.imagine4j.kernel.jshell.CellStopped;
import org.imagine4j.kernel.jshell.Evaluation;
import org.imagine4j.kernel.jshell.Evaluation.Frame;
import org.imagine4j.kernel.jshell.Evaluation.Problem;
import org.imagine4j.kernel.magic.MagicFailure;

/** Errors as the user sees them. The ANSI colours are ones that can be read on light and dark ground. */
final class ErrorReport {
    private static final String RED = "\u001b[1;31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";
    private static final int CONTEXT_LINES = 1;
    private static final int MAX_LIBRARY_FRAMES = 12;

    /** A recursion that never ends has a thousand. */
    private static final int MAX_CELL_FRAMES = 8;

    private static final String OUT_OF_MEMORY =
            "The session lives. Set what is large to null, or %reset; for more memory set"
                    + " JDK_JAVA_OPTIONS=-Xmx4g before Jupyter starts.";

    private static final List<String> MACHINERY = List.of(
            "org.imagine4j.kernel.",
            "org.dflib.jjava.jupyter.kernel.magic.",
            "jdk.internal.reflect.",
            "java.lang.reflect.Method",
            "java.lang.invoke.",
            "jdk.jshell.");

    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]");

    /** How the compiler names the method that holds a lambda's code, after the method in which it stands. */
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.*)\\$\\d+");

    private ErrorReport() {}

    /** A cell that the user has stopped. */
    static Outcome.Failure interrupted(List<Frame> frames) {
        List<String> lines = new ArrayList<>();
        lines.add(heading("Interrupted", ""));
        frames.stream().filter(frame -> frame.cell() != null).limit(1).forEach(frame -> addFrame(frame, lines));
        return new Outcome.Failure("Interrupted", "The cell was interrupted", lines);
    }

    /** An evaluation that did not finish. */
    static Outcome.Failure of(Evaluation evaluation) {
        return evaluation instanceof Evaluation.Thrown thrown
                ? thrown(thrown.exception(), thrown.frames())
                : rejected((Evaluation.Rejected) evaluation);
    }

    /** Code that does not compile. */
    static Outcome.Failure rejected(Evaluation.Rejected rejected) {
        List<String> lines = new ArrayList<>();
        for (Problem problem : rejected.problems()) {
            List<String> message = messageLines(problem.message());
            lines.add(heading(message.get(0), ""));
            lines.addAll(message.subList(1, message.size()));
            lines.add("  " + place(rejected.cell(), problem.line(), ""));
            addMarkedLine(rejected.cell(), problem, lines);
        }
        String first = rejected.problems().isEmpty()
                ? "Not valid Java"
                : messageLines(rejected.problems().get(0).message()).get(0);
        return new Outcome.Failure("CompileError", first, lines.isEmpty() ? List.of(heading(first, "")) : lines);
    }

    /** An exception of a cell, wherever it comes from. */
    static Outcome.Failure thrown(Throwable exception, List<List<Frame>> frames) {
        if (exception instanceof CellStopped) {
            return interrupted(frames.isEmpty() ? List.of() : frames.get(0));
        }
        if (exception instanceof CellFailure failure) {
            return failure.report();
        }
        if (exception instanceof CellExit) {
            return message("SystemExit", exception.getMessage());
        }
        if (exception instanceof MagicFailure failure) {
            return magicFailure(failure);
        }
        List<String> lines = new ArrayList<>();
        Throwable each = exception;
        List<Frame> enclosing = List.of();
        for (int i = 0; each != null && i <= MAX_LIBRARY_FRAMES; i++) {
            String heading = heading(nameOf(each), readable(each.getMessage()));
            lines.add(i == 0 ? heading : "Caused by: " + heading);
            List<Frame> all = i < frames.size() ? frames.get(i) : libraryFrames(each);
            addFrames(withoutCommon(all, enclosing), lines);
            enclosing = all;
            each = each.getCause() == each ? null : each.getCause();
        }
        if (exception instanceof OutOfMemoryError) {
            lines.add(OUT_OF_MEMORY);
        }
        return new Outcome.Failure(
                nameOf(exception), Objects.requireNonNullElse(readable(exception.getMessage()), ""), lines);
    }

    /** A message of the JVM without the names of JShell's wrapper classes. */
    private static String readable(String message) {
        return message == null ? null : WRAPPER.matcher(message).replaceAll("");
    }

    /**
     * What a magic throws is written for the user: its message says it all. Exceptions that tell of a defect in the
     * magic itself come with their name and where they happened.
     */
    private static Outcome.Failure magicFailure(MagicFailure failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        boolean defect = failure.getMessage() == null
                || cause instanceof NullPointerException
                || cause instanceof ClassCastException
                || cause instanceof IndexOutOfBoundsException;
        if (!defect) {
            return message(nameOf(cause), failure.getMessage());
        }
        List<String> lines = new ArrayList<>();
        lines.add(heading(nameOf(cause), cause.getMessage()));
        addFrames(libraryFrames(cause), lines);
        return new Outcome.Failure(nameOf(cause), Objects.requireNonNullElse(cause.getMessage(), ""), lines);
    }

    private static Outcome.Failure message(String name, String message) {
        List<String> lines = new ArrayList<>(message.lines().toList());
        if (!lines.isEmpty()) {
            lines.set(0, heading(lines.get(0), ""));
        }
        return new Outcome.Failure(name, message, lines);
    }

    private static void addFrames(List<Frame> frames, List<String> lines) {
        int shown = 0;
        int ofCells = 0;
        for (Frame frame : frames) {
            if (frame.cell() != null) {
                if (ofCells++ < MAX_CELL_FRAMES) {
                    addFrame(frame, lines);
                }
            } else if (!isMachinery(frame.element()) && shown++ < MAX_LIBRARY_FRAMES) {
                lines.add("  at " + frame.element());
            }
        }
        if (ofCells > MAX_CELL_FRAMES) {
            lines.add("  … and " + (ofCells - MAX_CELL_FRAMES) + " more calls");
        }
    }

    /** The frames of a cause up to where it goes on as the exception does that it caused. */
    private static List<Frame> withoutCommon(List<Frame> frames, List<Frame> enclosing) {
        int own = frames.size();
        int other = enclosing.size();
        while (own > 0 && other > 0 && frames.get(own - 1).equals(enclosing.get(other - 1))) {
            own--;
            other--;
        }
        return frames.subList(0, own);
    }

    private static void addFrame(Frame frame, List<String> lines) {
        CellSource cell = frame.cell();
        lines.add("  " + place(cell, frame.line(), frame.method()));
        int first = Math.max(1, frame.line() - CONTEXT_LINES);
        int last = Math.min(cell.lineCount(), frame.line() + CONTEXT_LINES);
        for (int number = first; number <= last; number++) {
            boolean here = number == frame.line();
            String line = String.format(Locale.ROOT, "%s %3d │ %s", here ? "──▶" : "   ", number, cell.line(number));
            lines.add(here ? GREEN + line + PLAIN : line);
        }
    }

    private static void addMarkedLine(CellSource cell, Problem problem, List<String> lines) {
        String text = cell.line(problem.line());
        lines.add(String.format(Locale.ROOT, "    %3d │ %s", problem.line(), text));
        if (!cell.translatedLines().contains(problem.line())) {
            int start = Math.min(problem.startColumn(), text.length());
            int end = Math.max(start + 1, Math.min(problem.endColumn(), text.length()));
            String blank = text.substring(0, start).replaceAll("[^\\t]", " ");
            lines.add("        │ " + blank + RED + "^".repeat(end - start) + PLAIN);
        }
    }

    private static List<Frame> libraryFrames(Throwable exception) {
        List<Frame> frames = new ArrayList<>();
        for (StackTraceElement element : exception.getStackTrace()) {
            if (element.getClassName().startsWith("REPL.")
                    || element.getClassName().startsWith("org.imagine4j.kernel.")) {
                break;
            }
            frames.add(new Frame(null, element.getLineNumber(), element.getMethodName(), element));
        }
        return frames;
    }

    private static boolean isMachinery(StackTraceElement element) {
        return MACHINERY.stream().anyMatch(element.getClassName()::startsWith);
    }

    private static String place(CellSource cell, int line, String method) {
        String in = cell.name().isEmpty() ? "line " + line : cell.name() + ", line " + line;
        return method.isEmpty() || method.equals("do_it$")
                ? in
                : in + ", in "
                        + LAMBDA.matcher(method)
                                .replaceAll(lambda -> lambda.group(1).equals("do_it$")
                                        ? "a lambda"
                                        : "a lambda of " + lambda.group(1));
    }

    private static String heading(String name, String message) {
        return RED + name + PLAIN + (message == null || message.isEmpty() ? "" : ": " + message);
    }

    private static String nameOf(Throwable exception) {
        String simple = exception.getClass().getSimpleName();
        return simple.isEmpty() ? exception.getClass().getName() : simple;
    }

    /** A compiler's message without the lines that speak of JShell's own classes. */
    private static List<String> messageLines(String message) {
        List<String> lines = message.lines()
                .filter(line -> !line.strip().equals("location: class"))
                .filter(line -> !line.contains("REPL.$JShell$"))
                .toList();
        return lines.isEmpty() ? List.of("Not valid Java") : lines;
    }
}
