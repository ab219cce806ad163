package org.imagine4j.install.repl;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.imagine4j.kernel.core.Interpreter;

/** Cells from a file or a pipe: as many lines as make one, or a cell magic's up to an empty line. */
final class PipedInput implements LineInput {

    private final BufferedReader in;
    private final Interpreter interpreter;

    PipedInput(BufferedReader in, Interpreter interpreter) {
        this.in = in;
        this.interpreter = interpreter;
    }

    @Override
    public Optional<String> cell(int number) throws IOException {
        StringBuilder cell = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            cell.append(line).append('\n');
            if (!cell.toString().isBlank() && !isIncomplete(cell.toString())) {
                return Optional.of(cell.toString().stripTrailing());
            }
        }
        return cell.toString().isBlank() ? Optional.empty() : Optional.of(cell.toString());
    }

    private boolean isIncomplete(String code) {
        return interpreter.isComplete(code).status().equals("incomplete");
    }

    @Override
    public String ask(String prompt, boolean password) throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException("There is no more input.");
        }
        return line;
    }
}
