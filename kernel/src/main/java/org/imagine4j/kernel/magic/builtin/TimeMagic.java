package org.imagine4j.kernel.magic.builtin;

import java.util.Optional;
import org.imagine4j.kernel.magic.MagicCommand;
import org.imagine4j.kernel.magic.Verbatim;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code %time} and {@code %%time}. */
@Verbatim
@Command(
        name = "%time",
        aliases = "%%time",
        header = "Runs code once and tells how long it took.",
        description = {
            "The time is that of the code itself; what the compiler took is told beside it.",
            "What the code declares stays, and its value is the magic's value."
        },
        footer = {"%time Thread.sleep(100)", "var sorted = %time list.stream().sorted().toList()", "%%time", "…"})
final class TimeMagic extends MagicCommand<Object> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "CODE", description = "Java or a magic; %%time takes the cell below.")
    private String code;

    TimeMagic(Session session) {
        this.session = session;
    }

    @Override
    protected Object run(Optional<String> body) throws Exception {
        String all = Code.of("%time", code, body);
        long start = System.nanoTime();
        Session.Ran ran = session.run(all);
        long compiled = System.nanoTime() - start - ran.nanos();
        System.out.println("Wall time: " + Durations.text((double) ran.nanos()) + " (compiled in "
                + Durations.text((double) compiled) + ")");
        return ran.value();
    }
}
