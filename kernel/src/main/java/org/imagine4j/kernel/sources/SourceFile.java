package org.imagine4j.kernel.sources;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.imagine4j.kernel.render.Javadoc;

/** The source of a class with all that is nested in it, read by the compiler's parser. */
final class SourceFile {
    private final CompilationUnitTree unit;
    private final Trees trees;

    private SourceFile(CompilationUnitTree unit, Trees trees) {
        this.unit = unit;
        this.trees = trees;
    }

    /** Parses; what the parser does not understand is left out. Names need not be resolvable. */
    static SourceFile parse(String text) throws IOException {
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        new DiagnosticCollector<>(),
                        List.of("-proc:none"),
                        null,
                        List.of(
                                new SimpleJavaFileObject(
                                        URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
                                    @Override
                                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                                        return text;
                                    }
                                }));
        return new SourceFile(task.parse().iterator().next(), Trees.instance(task));
    }

    /** A class: its head and comment. */
    Optional<Explanation> explain(Class<?> type) {
        return find(type).map(found -> new Explanation(head(found.tree()), comment(found.tree())));
    }

    /** A field. */
    Optional<Explanation> explain(Field field) {
        return find(field.getDeclaringClass()).flatMap(type -> members(type, VariableTree.class)
                .filter(variable -> variable.getName().contentEquals(field.getName()))
                .findFirst()
                .map(variable -> new Explanation(declaration(type.tree(), variable), comment(variable))));
    }

    /** A constructor. */
    Optional<Explanation> explain(Constructor<?> constructor) {
        return find(constructor.getDeclaringClass()).flatMap(type -> executable(type, "<init>", constructor)
                .map(tree -> new Explanation(call(type.tree(), tree), comment(tree)))
                .or(() -> ofRecord(type, constructor)));
    }

    /** A method that is declared in the class itself. */
    Optional<Explanation> explain(Method method) {
        return find(method.getDeclaringClass()).flatMap(type -> executable(type, method.getName(), method)
                .map(tree -> new Explanation(call(type.tree(), tree), comment(tree)))
                .or(() -> component(type, method)));
    }

    /** A class in the source, with what the type variables erase to that are known there. */
    private record Found(ClassTree tree, Map<String, String> bounds) {}

    private Optional<Found> find(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        if (outer == null) {
            return find(unit.getTypeDecls(), type, Map.of());
        }
        return find(outer).flatMap(found -> find(found.tree().getMembers(), type, found.bounds()));
    }

    private static Optional<Found> find(List<? extends Tree> trees, Class<?> type, Map<String, String> bounds) {
        return only(trees, ClassTree.class)
                .filter(tree -> tree.getSimpleName().contentEquals(type.getSimpleName()))
                .findFirst()
                .map(tree -> new Found(tree, Signature.with(bounds, tree.getTypeParameters())));
    }

    private static Optional<MethodTree> executable(Found type, String name, Executable executable) {
        List<MethodTree> named = members(type, MethodTree.class)
                .filter(method -> method.getName().contentEquals(name))
                .toList();
        Signature wanted = Signature.of(executable);
        return named.stream()
                .filter(method -> Signature.of(method, type.bounds()).equals(wanted))
                .findFirst();
    }

    /** A record's components are fields in its tree; its own constructor need not be written. */
    private Optional<Explanation> ofRecord(Found type, Constructor<?> constructor) {
        List<VariableTree> components = components(type.tree());
        return type.tree().getKind() == Tree.Kind.RECORD
                        && Signature.of(components, type.bounds()).equals(Signature.of(constructor))
                ? Optional.of(new Explanation(
                        type.tree().getSimpleName() + "(" + parameters(components) + ")", comment(type.tree())))
                : Optional.empty();
    }

    /** What a record's accessor gives is told by a tag in the record's comment. */
    private Optional<Explanation> component(Found type, Method method) {
        if (method.getParameterCount() > 0 || type.tree().getKind() != Tree.Kind.RECORD) {
            return Optional.empty();
        }
        return components(type.tree()).stream()
                .filter(component -> component.getName().contentEquals(method.getName()))
                .findFirst()
                .map(component -> new Explanation(
                        text(component.getType()) + " " + type.tree().getSimpleName() + "." + method.getName() + "()",
                        comment(type.tree()).flatMap(comment -> comment.ofParameter(method.getName()))));
    }

    private static List<VariableTree> components(ClassTree type) {
        return only(type.getMembers(), VariableTree.class)
                .filter(variable -> !variable.getModifiers().getFlags().contains(Modifier.STATIC))
                .toList();
    }

    private static <T extends Tree> Stream<T> members(Found type, Class<T> kind) {
        return only(type.tree().getMembers(), kind);
    }

    private static <T extends Tree> Stream<T> only(List<? extends Tree> trees, Class<T> kind) {
        return trees.stream().filter(kind::isInstance).map(kind::cast);
    }

    private Optional<Javadoc> comment(Tree tree) {
        return Optional.ofNullable(trees.getDocComment(TreePath.getPath(unit, tree)))
                .map(Javadoc::parse);
    }

    private static String head(ClassTree type) {
        List<String> words = new ArrayList<>();
        ModifiersTree modifiers = type.getModifiers();
        modifiers.getFlags().stream()
                .filter(flag -> type.getKind() != Tree.Kind.RECORD || flag != Modifier.FINAL)
                .forEach(flag -> words.add(flag.toString()));
        words.add(
                switch (type.getKind()) {
                    case INTERFACE -> "interface";
                    case ENUM -> "enum";
                    case RECORD -> "record";
                    case ANNOTATION_TYPE -> "@interface";
                    default -> "class";
                });
        words.add(type.getSimpleName()
                + variables(type.getTypeParameters())
                + (type.getKind() == Tree.Kind.RECORD ? "(" + parameters(components(type)) + ")" : ""));
        if (type.getExtendsClause() != null) {
            words.add("extends " + text(type.getExtendsClause()));
        }
        if (!type.getImplementsClause().isEmpty()) {
            words.add((type.getKind() == Tree.Kind.INTERFACE ? "extends " : "implements ")
                    + texts(type.getImplementsClause()));
        }
        return String.join(" ", words);
    }

    private static String declaration(ClassTree type, VariableTree field) {
        boolean constant =
                field.getType().toString().equals(type.getSimpleName().toString()) && type.getKind() == Tree.Kind.ENUM;
        String name = type.getSimpleName() + "." + field.getName();
        String value = field.getModifiers().getFlags().contains(Modifier.FINAL)
                        && field.getInitializer() instanceof LiteralTree literal
                ? " = " + literal
                : "";
        return constant ? name : text(field.getType()) + " " + name + value;
    }

    private static String call(ClassTree type, MethodTree method) {
        String generic = method.getTypeParameters().isEmpty() ? "" : variables(method.getTypeParameters()) + " ";
        String name = method.getReturnType() == null
                ? type.getSimpleName().toString()
                : text(method.getReturnType()) + " " + type.getSimpleName() + "." + method.getName();
        String thrown = method.getThrows().isEmpty() ? "" : " throws " + texts(method.getThrows());
        return generic + name + "(" + parameters(method.getParameters()) + ")" + thrown;
    }

    private static String variables(List<? extends Tree> parameters) {
        return parameters.isEmpty() ? "" : "<" + texts(parameters) + ">";
    }

    private static String parameters(List<? extends VariableTree> parameters) {
        return parameters.stream()
                .map(parameter -> withoutAnnotations(parameter.toString())
                        .replaceAll("^(?:(?:final|private|/\\*.*?\\*/) ?)+", "")
                        .strip())
                .collect(Collectors.joining(", "));
    }

    private static String texts(List<? extends Tree> trees) {
        return trees.stream().map(SourceFile::text).collect(Collectors.joining(", "));
    }

    private static String text(Tree tree) {
        return withoutAnnotations(tree.toString());
    }

    static String withoutAnnotations(String declaration) {
        return declaration
                .replaceAll("@(?!interface\\b)[\\w.]+(?:\\([^)]*\\))?\\s*", "")
                .strip();
    }
}
