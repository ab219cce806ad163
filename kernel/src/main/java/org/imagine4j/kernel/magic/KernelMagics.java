package org.imagine4j.kernel.magic;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.magic.UndefinedMagicException;

/**
 * The registry that extensions fill, which also knows what each magic gives and, for those that are declared, what it
 * is for.
 */
public final class KernelMagics extends MagicsRegistry {
    private static final int MAX_DISTANCE = 3;

    private final Map<String, Optional<String>> valueTypes = new ConcurrentHashMap<>();
    private final Map<String, String> summaries = new ConcurrentHashMap<>();

    @Override
    public MagicsRegistry registerLineMagic(String name, LineMagic<?, ?> magic) {
        valueTypes.put(name, MagicTypes.valueType(magic));
        return super.registerLineMagic(name, magic);
    }

    /** Registers a magic from its declaration. */
    public void declare(DeclaredMagic magic) {
        if (magic.line() != null) {
            registerLineMagic(magic.name(), magic.line());
            summaries.put("%" + magic.name(), magic.summary());
        }
        if (magic.cell() != null) {
            registerCellMagic(magic.name(), magic.cell());
            summaries.put("%%" + magic.name(), magic.summary());
        }
    }

    /** The Java type of a line magic's value, if it can be told. */
    public Optional<String> valueType(String lineMagic) {
        return valueTypes.getOrDefault(lineMagic, Optional.empty());
    }

    /** What a magic, such as {@code %lsmagic}, is for; empty if nobody has told. */
    public String summary(String signedName) {
        return summaries.getOrDefault(signedName, "");
    }

    /** Every magic with its percent signs, in alphabetical order, line magics first. */
    public List<String> signedNames() {
        return java.util.stream.Stream.concat(
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
            advice = same.stream()
                    .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                            .thenComparing(Comparator.naturalOrder()))
                    .filter(candidate -> distance(name, candidate) <= MAX_DISTANCE)
                    .map(candidate -> "Did you mean " + sign + candidate + "? %lsmagic lists all magics.")
                    .orElse("%lsmagic lists all magics.");
        }
        return new MagicFailure("There is no magic " + sign + name + ".\n" + advice, e);
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    /**
     * A magic with what its documentation, help and completion are made of.
     *
     * @param name without percent signs
     * @param summary one line
     * @param line null if it is no line magic
     * @param cell null if it is no cell magic
     */
    public record DeclaredMagic(String name, String summary, LineMagic<?, ?> line, CellMagic<?, ?> cell) {}
}
