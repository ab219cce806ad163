package org.imagine4j.kernel.sources;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.imagine4j.kernel.render.Javadoc;

/**
 * Explains the classes and members of libraries by their source code. A method without a comment of its own has that of
 * the method it overrides. Not of the JDK, whose sources JShell itself reads. Never fails: what cannot be read is not
 * explained.
 */
public final class LibraryComments {
    private static final int FILES_KEPT = 16;

    private final SourceJars jars;
    private final Map<Class<?>, Optional<SourceFile>> files = new LinkedHashMap<>(FILES_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Class<?>, Optional<SourceFile>> eldest) {
            return size() > FILES_KEPT;
        }
    };

    public LibraryComments(SourceJars jars) {
        this.jars = jars;
    }

    /**
     * Explains a class, method, constructor or field.
     *
     * @return empty if there are no sources, or they are still on their way
     */
    public Optional<Explanation> of(AnnotatedElement element) {
        if (element instanceof Class<?> type) {
            return file(type).flatMap(file -> file.explain(type));
        }
        if (element instanceof Field field) {
            return file(field.getDeclaringClass()).flatMap(file -> file.explain(field));
        }
        if (element instanceof Constructor<?> constructor) {
            return file(constructor.getDeclaringClass()).flatMap(file -> file.explain(constructor));
        }
        return element instanceof Method method ? ofMethod(method) : Optional.empty();
    }

    private Optional<Explanation> ofMethod(Method method) {
        Optional<Explanation> own = file(method.getDeclaringClass()).flatMap(file -> file.explain(method));
        if (own.isEmpty() || Modifier.isStatic(method.getModifiers()) || tells(own.get())) {
            return own;
        }
        return own.map(explanation -> inherited(method)
                .map(comment -> new Explanation(explanation.signature(), Optional.of(comment)))
                .orElse(explanation));
    }

    private static boolean tells(Explanation explanation) {
        return explanation
                .comment()
                .filter(comment -> !comment.body().contains("{@inheritDoc}"))
                .isPresent();
    }

    private Optional<Javadoc> inherited(Method method) {
        Class<?> type = method.getDeclaringClass();
        Stream<Class<?>> parents =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
        return parents.flatMap(parent -> overridden(parent, method).stream())
                .flatMap(above -> ofMethod(above).flatMap(Explanation::comment).or(() -> inherited(above)).stream())
                .findFirst();
    }

    private static Optional<Method> overridden(Class<?> parent, Method method) {
        try {
            return Optional.of(parent.getMethod(method.getName(), method.getParameterTypes()));
        } catch (NoSuchMethodException | LinkageError e) {
            return Optional.empty();
        }
    }

    private Optional<SourceFile> file(Class<?> type) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        synchronized (files) {
            Optional<SourceFile> known = files.get(outermost);
            if (known != null) {
                return known;
            }
        }
        Optional<Path> sources = classes(outermost).flatMap(jars::of);
        if (sources.isEmpty()) {
            return Optional.empty(); // perhaps later
        }
        Optional<SourceFile> file = read(sources.get(), outermost);
        synchronized (files) {
            files.put(outermost, file);
        }
        return file;
    }

    /** The jar or folder that a class comes from; empty for those of the JDK and of cells. */
    private static Optional<Path> classes(Class<?> type) {
        try {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            return source == null
                            || source.getLocation() == null
                            || !source.getLocation().getProtocol().equals("file")
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<SourceFile> read(Path sources, Class<?> type) {
        String name = type.getName().replace('.', '/') + ".java";
        try {
            if (Files.isDirectory(sources)) {
                Path file = sources.resolve(name);
                return Files.exists(file) ? Optional.of(SourceFile.parse(Files.readString(file))) : Optional.empty();
            }
            try (ZipFile zip = new ZipFile(sources.toFile())) {
                ZipEntry entry = zip.getEntry(name);
                if (entry == null) {
                    return Optional.empty();
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    return Optional.of(SourceFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
