package org.imagine4j.kernel.core;

import java.util.Optional;

/**
 * Evaluates cells of one language. This is all the kernel asks of a language, and it is free of sockets, messages and
 * threads: {@link #evaluate}, {@link #evaluateExpression}, {@link #complete}, {@link #inspect} and {@link #isComplete}
 * are called one at a time, on one thread; {@link #interrupt} and {@link #close} come from another.
 *
 * <p>Positions in code are indexes into the Java string (UTF-16 units); the kernel converts them from and to the code
 * points of the protocol.
 */
public interface Interpreter extends AutoCloseable {

    /** What {@code kernel_info_reply} tells of this interpreter and its language. */
    KernelDescription description();

    /**
     * Evaluates a cell. Output goes to {@code cell} while the code runs. Never throws for a fault of the code: that is
     * an {@link Outcome.Failure}.
     */
    Outcome evaluate(String code, Cell cell);

    /** Evaluates one of the {@code user_expressions} that a request may carry along. */
    default Outcome evaluateExpression(String expression, Cell cell) {
        return evaluate(expression, cell);
    }

    /** Stops the cell that is running, if one is. Returns at once; the cell then ends with a failure. */
    void interrupt();

    /** Proposes what could stand at {@code cursor}. */
    default Completion complete(String code, int cursor) {
        return Completion.none(cursor);
    }

    /**
     * Explains what stands at {@code cursor}.
     *
     * @param detail 0 for a tooltip, 1 for everything there is to know
     */
    default Optional<MimeBundle> inspect(String code, int cursor, int detail) {
        return Optional.empty();
    }

    /** Tells a console whether Return should run the code or begin a new line. */
    default Completeness isComplete(String code) {
        return Completeness.UNKNOWN;
    }

    /** Where messages of comms go. */
    default Comms comms() {
        return Comms.NONE;
    }

    /** Releases what the interpreter holds; the kernel is about to end. */
    @Override
    void close();
}
