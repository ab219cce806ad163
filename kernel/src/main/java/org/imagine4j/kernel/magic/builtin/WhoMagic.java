package org.imagine4j.kernel.magic.builtin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imagine4j.kernel.magic.MagicCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code %who}. */
@Command(
        name = "%who",
        header = "Lists the names of the session's variables.",
        description = "%whos shows them with their types and values.",
        footer = {"%who", "%who String int"})
final class WhoMagic extends MagicCommand<List<String>> {
    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "TYPE", description = "Only variables of these types.")
    private List<String> types = List.of();

    WhoMagic(Session session) {
        this.session = session;
    }

    @Override
    protected List<String> run(Optional<String> body) {
        List<String> names = session.declared().stream()
                .filter(Session.Declared::isVariable)
                .filter(variable -> types.isEmpty() || types.contains(variable.type()))
                .map(Session.Declared::name)
                .collect(Collectors.toList());
        System.out.println(names.isEmpty() ? "There are no variables." : String.join("  ", names));
        session.alreadyShown(names);
        return names;
    }

    @Override
    protected List<String> candidates(String paramLabel) {
        return session.declared().stream()
                .filter(Session.Declared::isVariable)
                .map(Session.Declared::type)
                .distinct()
                .sorted()
                .toList();
    }
}
