package org.imagine4j.kernel.magic;

import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;

/** Finds out what a line magic gives: the {@code T} of its {@code LineMagic<T, K>} or {@link MagicCommand}. */
final class MagicTypes {

    private MagicTypes() {}

    /** The value type as Java source; empty for lambdas, and for types that a cell could not name. */
    static Optional<String> valueType(LineMagic<?, ?> magic) {
        return valueType(magic.getClass(), LineMagic.class);
    }

    /** The same for a magic of ours. */
    static Optional<String> valueType(Class<?> command) {
        return valueType(command, MagicCommand.class);
    }

    private static Optional<String> valueType(Class<?> magic, Class<?> generic) {
        return find(magic, generic, new HashMap<>())
                .filter(type -> type != Object.class && type != Void.class)
                .flatMap(MagicTypes::source);
    }

    private static Optional<Type> find(Type type, Class<?> generic, Map<TypeVariable<?>, Type> bindings) {
        Class<?> raw;
        if (type instanceof ParameterizedType parameterized) {
            raw = (Class<?>) parameterized.getRawType();
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int i = 0; i < arguments.length; i++) {
                bindings.put(raw.getTypeParameters()[i], bindings.getOrDefault(arguments[i], arguments[i]));
            }
        } else if (type instanceof Class<?> c) {
            raw = c;
        } else {
            return Optional.empty();
        }
        if (raw == generic) {
            return Optional.ofNullable(bindings.get(generic.getTypeParameters()[0]));
        }
        for (Type parent : raw.getGenericInterfaces()) {
            Optional<Type> found = find(parent, generic, bindings);
            if (found.isPresent()) {
                return found;
            }
        }
        return raw.getGenericSuperclass() == null
                ? Optional.empty()
                : find(raw.getGenericSuperclass(), generic, bindings);
    }

    private static Optional<String> source(Type type) {
        if (type instanceof Class<?> c) {
            if (c.isArray()) {
                return source(c.getComponentType()).map(element -> element + "[]");
            }
            boolean nameable = c.getCanonicalName() != null && isPublic(c);
            return nameable ? Optional.of(c.getCanonicalName()) : Optional.empty();
        }
        if (type instanceof ParameterizedType parameterized) {
            StringBuilder source = new StringBuilder();
            Optional<String> raw = source(parameterized.getRawType());
            for (Type argument : parameterized.getActualTypeArguments()) {
                Optional<String> each = source(argument);
                if (each.isEmpty()) {
                    return raw;
                }
                source.append(source.isEmpty() ? "" : ", ").append(each.get());
            }
            return raw.map(name -> name + "<" + source + ">");
        }
        return Optional.empty();
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }
}
