package org.imagine4j.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.magic.UndefinedMagicException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The registry that extensions fill, which also knows what each magic gives and, for those that declare themselves, what
 * they are for and how they are called.
 */
public final class KernelMagics extends MagicsRegistry {
    /** What each line magic gives, told by reflection when somebody asks. */
    private final Map<String, Supplier<Optional<String>>> valueTypes = new ConcurrentHashMap<>();

    /** Signed names to what declares them: an object with picocli's annotations. */
    private final Map<String, Supplier<?>> declared = new ConcurrentHashMap<>();

    private final Map<String, MagicDeclaration> declarations = new ConcurrentHashMap<>();

    @Override
    public MagicsRegistry registerLineMagic(String name, LineMagic<?, ?> magic) {
        valueTypes.put(name, () -> MagicTypes.valueType(magic));
        noteDeclaration("%" + name, magic);
        return super.registerLineMagic(name, magic);
    }

    @Override
    public MagicsRegistry registerCellMagic(String name, CellMagic<?, ?> magic) {
        noteDeclaration("%%" + name, magic);
        return super.registerCellMagic(name, magic);
    }

    /** Registers a magic of ours in all its forms. Each call gets a fresh instance. */
    public void declare(Supplier<? extends MagicCommand<?>> fresh) {
        Class<?> type = fresh.get().getClass();
        Command command = type.getAnnotation(Command.class);
        Stream.concat(Stream.of(command.name()), Stream.of(command.aliases())).forEach(signedName -> {
            String name = signedName.replace("%", "");
            if (signedName.startsWith("%%")) {
                CellMagic<Object, BaseKernel> magic = (kernel, arguments, body) ->
                        call(fresh.get(), signedName, arguments, Optional.of(body), kernel);
                registerCellMagic(name, magic);
            } else {
                LineMagic<Object, BaseKernel> magic =
                        (kernel, arguments) -> call(fresh.get(), signedName, arguments, Optional.empty(), kernel);
                registerLineMagic(name, magic);
                valueTypes.put(name, () -> MagicTypes.valueType(type));
            }
            declared.put(signedName, fresh);
        });
    }

    /** The Java type of a line magic's value, if it can be told. */
    public Optional<String> valueType(String lineMagic) {
        return valueTypes.getOrDefault(lineMagic, Optional::empty).get();
    }

    /**
     * What a magic, such as {@code %time}, says of itself; empty if it says nothing. Magics of extensions speak as ours do,
     * by picocli's annotations on the class of the object they register.
     */
    public Optional<MagicDeclaration> declaration(String signedName) {
        Supplier<?> source = declared.get(signedName);
        return source == null
                ? Optional.empty()
                : Optional.of(
                        declarations.computeIfAbsent(signedName, name -> MagicDeclaration.of(name, source.get())));
    }

    /** What a magic is for, in a line; empty if nobody has told. */
    public String summary(String signedName) {
        return declaration(signedName).map(MagicDeclaration::summary).orElse("");
    }

    /** What a parameter or an option's value could be, as far as the magic tells; nothing if it fails to tell. */
    List<String> candidates(String signedName, ArgSpec argument) {
        List<String> candidates = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            try {
                argument.completionCandidates().forEach(candidates::add);
            } catch (RuntimeException e) {
                return List.of();
            }
        }
        if (declared.get(signedName).get() instanceof MagicCommand<?> command) {
            candidates.addAll(command.candidates(argument.paramLabel()));
        }
        return candidates;
    }

    /** Whether a magic is about the Java that stands behind its options and below it. */
    public boolean takesJava(String signedName) {
        return isVerbatim(signedName)
                && declaration(signedName).orElseThrow().parameters().stream()
                        .anyMatch(parameter -> parameter.paramLabel().equals("CODE"));
    }

    /** Where Java begins in what stands behind the name of a magic that takes Java: behind its options. */
    public int javaStart(String signedName, String line) {
        List<String> arguments = arguments(signedName, line);
        String last = arguments.isEmpty() ? "" : arguments.get(arguments.size() - 1);
        return line.lastIndexOf(last);
    }

    private boolean isVerbatim(String signedName) {
        return declared.containsKey(signedName)
                && declared.get(signedName).get().getClass().isAnnotationPresent(Verbatim.class);
    }

    /** The arguments of a magic, from what stands behind its name. A question mark asks for help. */
    public List<String> arguments(String signedName, String line) {
        if (line.strip().equals("?")) {
            return List.of("--help");
        }
        if (!isVerbatim(signedName)) {
            return MagicArguments.split(line);
        }
        CommandSpec spec = declaration(signedName).orElseThrow().spec();
        return MagicArguments.splitVerbatim(line, option -> {
            OptionSpec found = spec.findOption(option);
            return found == null ? -1 : found.arity().max();
        });
    }

    private void noteDeclaration(String signedName, Object magic) {
        declarations.remove(signedName);
        if (magic.getClass().isAnnotationPresent(Command.class)) {
            declared.put(signedName, () -> magic);
        } else {
            declared.remove(signedName);
        }
    }

    private <T> T call(
            MagicCommand<T> command,
            String signedName,
            List<String> arguments,
            Optional<String> body,
            BaseKernel kernel)
            throws Exception {
        MagicUsage.fill(command, signedName, arguments);
        if (command.help()) {
            kernel.display(new MagicHelp(declaration(signedName).orElseThrow()).display());
            return null;
        }
        return command.run(body);
    }

    /** Every magic with its percent signs, in alphabetical order, line magics first. */
    public List<String> signedNames() {
        return Stream.concat(
                        getLineMagicNames().stream().sorted().map(name -> "%" + name),
                        getCellMagicNames().stream().sorted().map(name -> "%%" + name))
                .toList();
    }

    /** Explains to the user that there is no such magic, in two lines. */
    public MagicFailure unknown(UndefinedMagicException e) {
        String sign = e.isLineMagic() ? "%" : "%%";
        Set<String> same = e.isLineMagic() ? getLineMagicNames() : getCellMagicNames();
        Set<String> other = e.isLineMagic() ? getCellMagicNames() : getLineMagicNames();
        String name = e.getMagicName();
        String advice;
        if (other.contains(name)) {
            String otherSign = e.isLineMagic() ? "%%" : "%";
            advice = "There is a " + (e.isLineMagic() ? "cell" : "line") + " magic " + otherSign + name + ".";
        } else {
            advice = Nearest.to(name, same)
                    .map(candidate -> "Did you mean " + sign + candidate + "? %lsmagic lists all magics.")
                    .orElse("%lsmagic lists all magics.");
        }
        return new MagicFailure("There is no magic " + sign + name + ".\n" + advice, e);
    }
}
