package org.imagine4j.kernel.jshell;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public members of a class, with their signatures, by name. */
final class Members {
    private static final int MAX_OVERLOADS = 4;

    private Members() {}

    static Map<String, Member> of(Class<?> type) {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        for (Method method : type.getMethods()) {
            if (!method.isBridge() && !method.isSynthetic()) {
                methods.computeIfAbsent(method.getName(), name -> new ArrayList<>())
                        .add(signature(method));
            }
        }
        Map<String, Member> members = new LinkedHashMap<>();
        for (Field field : type.getFields()) {
            int constant = Modifier.STATIC | Modifier.FINAL;
            String kind = (field.getModifiers() & constant) == constant ? "constant" : "property";
            members.put(
                    field.getName(),
                    new Member(
                            field.getName(),
                            kind,
                            readable(field.getGenericType().getTypeName()) + " " + field.getName()));
        }
        for (Class<?> nested : type.getClasses()) {
            members.put(
                    nested.getSimpleName(), new Member(nested.getSimpleName(), "class", readable(nested.getName())));
        }
        methods.forEach((name, signatures) -> members.put(name, new Member(name, "function", joined(signatures))));
        return members;
    }

    private static String joined(List<String> signatures) {
        List<String> distinct = signatures.stream().distinct().sorted().toList();
        String shown = distinct.stream().limit(MAX_OVERLOADS).collect(Collectors.joining(" | "));
        return distinct.size() > MAX_OVERLOADS ? shown + " | \u2026" : shown;
    }

    private static String signature(Method method) {
        String parameters = Stream.of(method.getParameters())
                .map(parameter -> readable(parameter.getParameterizedType().getTypeName())
                        + (parameter.isNamePresent() ? " " + parameter.getName() : ""))
                .collect(Collectors.joining(", "));
        return readable(method.getGenericReturnType().getTypeName()) + " " + method.getName() + "(" + parameters + ")";
    }

    /** Type names without their packages. */
    private static String readable(String typeName) {
        return typeName.replaceAll("(?:[\\w]+[.])+(?=\\w)", "").replaceAll("\\w+\\$(?=\\w)", "");
    }
}
