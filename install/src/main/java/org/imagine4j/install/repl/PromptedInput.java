package org.imagine4j.install.repl;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imagine4j.kernel.core.Completion;
import org.imagine4j.kernel.core.Interpreter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Cells that a person types: Tab completes, Return runs what is complete, Control-C drops the line. */
final class PromptedInput implements LineInput {

    private final LineReader reader;

    /** @param history where lines are remembered; empty to remember this session's only */
    PromptedInput(Terminal terminal, Interpreter interpreter, Optional<Path> history) {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("imagine")
                .parser(new CellParser(interpreter))
                .completer(new CellCompleter(interpreter))
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                .option(Option.INSERT_TAB, false)
                .variable(LineReader.INDENTATION, 0)
                .variable(LineReader.BELL_STYLE, "none");
        history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        this.reader = builder.build();
    }

    @Override
    public Optional<String> cell(int number) {
        String prompt = "In [" + number + "]: ";
        reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, " ".repeat(prompt.length() - 5) + "...: ");
        while (true) {
            try {
                return Optional.of(reader.readLine(prompt));
            } catch (UserInterruptException e) {
                // The line is dropped, as in every shell.
            } catch (EndOfFileException e) {
                return Optional.empty();
            }
        }
    }

    @Override
    public String ask(String prompt, boolean password) throws IOException {
        try {
            return reader.readLine(prompt, password ? '*' : null);
        } catch (UserInterruptException e) {
            throw new InterruptedIOException("The question was left unanswered.");
        } catch (EndOfFileException e) {
            throw new EOFException("There is no more input.");
        }
    }

    /** The whole line, and the part of it that a completion would replace. */
    private record Cell(String line, int cursor, String word, int wordCursor) implements CompletingParsedLine {

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor;
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }
    }

    /** Tells the reader whether Return should run the cell. */
    private record CellParser(Interpreter interpreter) implements Parser {

        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            if (context == ParseContext.ACCEPT_LINE
                    && interpreter.isComplete(line).status().equals("incomplete")) {
                throw new EOFError(-1, -1, "The cell goes on.");
            }
            if (context == ParseContext.COMPLETE) {
                int start = interpreter.complete(line, cursor).start();
                return new Cell(line, cursor, line.substring(start, cursor), cursor - start);
            }
            return new Cell(line, cursor, line, cursor);
        }

        @Override
        public boolean isEscapeChar(char c) {
            return false;
        }
    }

    private record CellCompleter(Interpreter interpreter) implements Completer {

        @Override
        public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
            Completion completion = interpreter.complete(line.line(), line.cursor());
            for (Completion.Item item : completion.items()) {
                String description = item.signature().isEmpty() ? null : item.signature();
                candidates.add(new Candidate(item.text(), item.text(), null, description, null, null, false));
            }
        }
    }
}
