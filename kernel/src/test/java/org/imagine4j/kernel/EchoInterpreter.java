package org.imagine4j.kernel;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.imagine4j.kernel.core.Cell;
import org.imagine4j.kernel.core.Interpreter;
import org.imagine4j.kernel.core.KernelDescription;
import org.imagine4j.kernel.core.MimeBundle;
import org.imagine4j.kernel.core.Outcome;

/** The smallest interpreter: a cell's value is its text. Keeps the seam between kernel and language honest. */
final class EchoInterpreter implements Interpreter {
    @Override
    public KernelDescription description() {
        JsonObject language = new JsonObject();
        language.addProperty("name", "echo");
        return new KernelDescription("echo", "1", "Echo", language, Map.of());
    }

    @Override
    public Outcome evaluate(String code, Cell cell) {
        return switch (code) {
            case "" -> Outcome.NOTHING;
            case "fail" -> new Outcome.Failure("EchoError", "as you wish", List.of("EchoError: as you wish"));
            case "crash" -> throw new IllegalStateException("an interpreter must not throw");
            default -> new Outcome.Value(MimeBundle.of("text/plain", code));
        };
    }

    @Override
    public void interrupt() {}

    @Override
    public void close() {}
}
