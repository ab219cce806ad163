package org.imagine4j.install.repl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.imagine4j.install.jupyter.Environment;
import org.imagine4j.kernel.core.History;
import org.imagine4j.kernel.core.Interpreter;
import org.imagine4j.kernel.core.Outcome;
import org.imagine4j.kernel.core.OutputLimit;
import org.imagine4j.kernel.notebook.JavaInterpreter;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;

/** {@code imagine repl}: Java and magics in the terminal. */
@Command(
        name = "repl",
        description = {
            "Type Java and magics in the terminal, without Jupyter; pictures appear as coloured blocks.",
            "Tab completes, Control-C stops what runs, Control-D ends. Cells can also come from a pipe; the exit code is"
                    + " 1 if one of them fails."
        },
        mixinStandardHelpOptions = true)
public final class ReplCommand implements Callable<Integer> {

    private static final Set<String> TRUE_COLOUR = Set.of("truecolor", "24bit");

    private final String version;
    private final Path history;
    private final boolean trueColour;

    /**
     * @param version the program's
     * @param history the file in which typed lines are remembered
     * @param environment says which colours the terminal has
     */
    public ReplCommand(String version, Path history, Environment environment) {
        this.version = version;
        this.history = history;
        this.trueColour =
                environment.variable("COLORTERM").filter(TRUE_COLOUR::contains).isPresent();
    }

    @Override
    public Integer call() throws IOException {
        // Before the interpreter, which takes the standard streams for its cells.
        PrintWriter plain = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Terminal terminal =
                TerminalBuilder.builder().system(true).dumb(true).build()) {
            boolean interactive = !terminal.getType().startsWith(Terminal.TYPE_DUMB);
            PrintWriter out = interactive ? terminal.writer() : plain;
            Screen screen = new Screen(terminal, trueColour, out, interactive);
            try (Interpreter interpreter = new JavaInterpreter(version, History.ofThisSession(), new OutputLimit())) {
                LineInput input = interactive
                        ? new PromptedInput(terminal, interpreter, Optional.of(history))
                        : new PipedInput(in, interpreter);
                if (interactive) {
                    terminal.handle(Signal.INT, signal -> interpreter.interrupt());
                    screen.print(interpreter.description().banner() + System.lineSeparator());
                }
                return run(interpreter, input, screen);
            }
        }
    }

    private static int run(Interpreter interpreter, LineInput input, Screen screen) throws IOException {
        int exitCode = 0;
        int number = 1;
        for (Optional<String> cell = input.cell(number); cell.isPresent(); cell = input.cell(number)) {
            if (!cell.get().isBlank()) {
                TerminalCell output = new TerminalCell(number++, screen, input);
                Outcome outcome = interpreter.evaluate(cell.get(), output);
                output.end();
                if (outcome instanceof Outcome.Value value) {
                    output.show(value.bundle());
                } else if (outcome instanceof Outcome.Failure failure) {
                    screen.print(String.join(System.lineSeparator(), failure.traceback()) + System.lineSeparator());
                    exitCode = 1;
                }
            }
        }
        return screen.isInteractive() ? 0 : exitCode;
    }
}
