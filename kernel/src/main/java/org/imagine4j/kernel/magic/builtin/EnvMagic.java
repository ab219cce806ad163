package org.imagine4j.kernel.magic.builtin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.imagine4j.kernel.magic.MagicCommand;
import org.imagine4j.kernel.magic.Verbatim;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code %env}. */
@Verbatim
@Command(
        name = "%env",
        header = "Shows environment variables, or sets one for the programs that the session starts.",
        description = {
            "Java cannot change the environment of its own process: System.getenv keeps what was there at the start,"
                    + " while %system and %%bash see what is set here."
        },
        footer = {"%env", "%env PATH", "%env GREETING=good morning", "String home = %env HOME"})
final class EnvMagic extends MagicCommand<Object> {
    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME[=VALUE]",
            description = "The variable; with = its new value, which may be empty.")
    private String argument;

    EnvMagic(Session session) {
        this.session = session;
    }

    @Override
    protected Object run(Optional<String> body) {
        Map<String, String> environment = session.environment();
        if (argument == null) {
            return new TreeMap<>(environment);
        }
        int equals = argument.indexOf('=');
        if (equals > 0) {
            environment.put(
                    argument.substring(0, equals).strip(),
                    argument.substring(equals + 1).strip());
            return null;
        }
        String value = environment.get(argument);
        if (value == null) {
            throw new IllegalArgumentException("There is no environment variable " + argument + ".\n%env " + argument
                    + "=VALUE sets it for this session.");
        }
        return value;
    }

    @Override
    protected List<String> candidates(String paramLabel) {
        return session.environment().keySet().stream().sorted().toList();
    }
}
