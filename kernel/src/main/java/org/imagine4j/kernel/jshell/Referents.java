package org.imagine4j.kernel.jshell;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a name in the code refers to, as reflection sees it: for those who know more of a class than JShell does. */
final class Referents {
    private static final Comparator<Method> SIMPLEST_FIRST = Comparator.comparing(Method::isVarArgs)
            .thenComparing(Method::getParameterCount)
            .thenComparing(Method::toString);

    private final Symbols symbols;

    Referents(Symbols symbols) {
        this.symbols = symbols;
    }

    /**
     * The public classes, constructors, methods and fields that a name can stand for; all overloads of a method.
     *
     * @param start where the name begins in {@code java}
     * @param name an identifier
     */
    List<AnnotatedElement> of(String java, int start, String name) {
        if (name.isEmpty()) {
            return List.of();
        }
        try {
            int dot = java.startsWith("::", start - 2) ? start - 2 : start - 1;
            if (dot < 0 || (java.charAt(dot) != '.' && java.charAt(dot) != ':')) {
                return unqualified(name, isCreated(java.substring(0, start)));
            }
            String receiver = Receiver.before(java, dot);
            boolean package_ = receiver.startsWith("new ") && receiver.indexOf('(') < 0;
            return qualified(package_ ? receiver.substring("new ".length()) : receiver, name, package_);
        } catch (LinkageError e) {
            return List.of(); // something the class needs is not on the class path
        }
    }

    private List<AnnotatedElement> unqualified(String name, boolean created) {
        Optional<Class<?>> type = symbols.classOf(name);
        if (type.isPresent()) {
            return ofClass(type.get(), created);
        }
        return symbols.staticallyImported(name).stream()
                .flatMap(from -> named(from, name).stream())
                .toList();
    }

    private List<AnnotatedElement> qualified(String receiver, String name, boolean created) {
        Optional<Class<?>> whole = symbols.classOf(receiver + "." + name);
        if (whole.isPresent()) {
            return ofClass(whole.get(), created);
        }
        return symbols.typeOf(receiver).map(type -> named(type, name)).orElse(List.of());
    }

    private static List<AnnotatedElement> ofClass(Class<?> type, boolean created) {
        Constructor<?>[] constructors = type.getConstructors();
        return created && constructors.length > 0 ? List.of(constructors) : List.of(type);
    }

    private static List<AnnotatedElement> named(Class<?> type, String name) {
        List<AnnotatedElement> elements = new ArrayList<>();
        for (Field field : type.getFields()) {
            if (field.getName().equals(name)) {
                elements.add(field);
            }
        }
        Stream.of(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .filter(method -> !method.isBridge() && !method.isSynthetic())
                .sorted(SIMPLEST_FIRST)
                .forEach((Method method) -> elements.add(method));
        return elements;
    }

    private static boolean isCreated(String before) {
        return before.matches("(?s)(.*\\W)?new\\s+");
    }
}
