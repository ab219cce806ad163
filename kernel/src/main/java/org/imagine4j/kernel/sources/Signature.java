package org.imagine4j.kernel.sources;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import java.lang.reflect.Executable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What tells overloads apart: the types of the parameters, without their packages and type arguments. Class files and
 * source code give the same.
 */
record Signature(List<String> parameters) {

    /** As reflection sees it. */
    static Signature of(Executable executable) {
        return new Signature(Stream.of(executable.getParameterTypes())
                .map(Class::getSimpleName)
                .toList());
    }

    /**
     * As the source has it.
     *
     * @param bounds type variables of the classes around it to what their erasure is
     */
    static Signature of(MethodTree method, Map<String, String> bounds) {
        return of(method.getParameters(), with(bounds, method.getTypeParameters()));
    }

    /** Of the constructor that a record has by its components. */
    static Signature of(List<? extends VariableTree> parameters, Map<String, String> bounds) {
        return new Signature(parameters.stream()
                .map(parameter -> erasure(parameter.getType().toString(), bounds))
                .toList());
    }

    /** Adds the type variables of a declaration. */
    static Map<String, String> with(Map<String, String> bounds, List<? extends TypeParameterTree> variables) {
        Map<String, String> more = new HashMap<>(bounds);
        for (TypeParameterTree variable : variables) {
            String bound = variable.getBounds().isEmpty()
                    ? "Object"
                    : variable.getBounds().get(0).toString();
            more.put(variable.getName().toString(), erasure(bound, more));
        }
        return more;
    }

    private static String erasure(String type, Map<String, String> bounds) {
        String raw = SourceFile.withoutAnnotations(type);
        for (String before = ""; !raw.equals(before); ) {
            before = raw;
            raw = raw.replaceAll("<[^<>]*>", "");
        }
        raw = raw.replaceAll("\\s", "");
        int brackets = raw.indexOf('[');
        String element = brackets < 0 ? raw : raw.substring(0, brackets);
        String simple = element.substring(element.lastIndexOf('.') + 1);
        return bounds.getOrDefault(simple, simple) + (brackets < 0 ? "" : raw.substring(brackets));
    }
}
