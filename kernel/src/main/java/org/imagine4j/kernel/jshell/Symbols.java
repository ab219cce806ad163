package org.imagine4j.kernel.jshell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** What names stand for in a session: for completion, which wants to say more than JShell's suggestions do. */
final class Symbols {
    private final JShell shell;
    private final SnippetLoader loader;

    Symbols(JShell shell, SnippetLoader loader) {
        this.shell = shell;
        this.loader = loader;
    }

    /** The variables, methods and types that the cells have declared. */
    Map<String, Member> ofSession() {
        Map<String, Member> symbols = new LinkedHashMap<>();
        active().forEach(snippet -> {
            if (snippet instanceof VarSnippet variable) {
                add(symbols, variable.name(), "variable", variable.typeName() + " " + variable.name());
            } else if (snippet instanceof MethodSnippet method) {
                add(symbols, method.name(), "function", JavaEngine.describe(method));
            } else if (snippet instanceof TypeDeclSnippet type) {
                add(symbols, type.name(), "class", type.name());
            }
        });
        return symbols;
    }

    /** The members of an expression's value or of a type, by the text of the expression or type. */
    Map<String, Member> membersOf(String receiver) {
        return typeOf(receiver).map(Members::of).orElse(Map.of());
    }

    /** The class of an expression's value, or the class that the text itself names. */
    Optional<Class<?>> typeOf(String receiver) {
        String type = shell.sourceCodeAnalysis().analyzeType(receiver, receiver.length());
        return classOf(type == null ? receiver : type);
    }

    /** The classes whose static members are imported, all of them or those of that name. */
    List<Class<?>> staticallyImported(String name) {
        List<Class<?>> classes = new ArrayList<>();
        for (Snippet snippet : active()) {
            if (snippet instanceof ImportSnippet imported && imported.isStatic()) {
                String full = imported.fullname();
                int dot = full.lastIndexOf('.');
                if (full.endsWith(".*") || full.substring(dot + 1).equals(name)) {
                    load(full.substring(0, dot)).ifPresent(classes::add);
                }
            }
        }
        return classes;
    }

    /** The class that a name stands for in a cell. */
    Optional<Class<?>> classOf(String typeName) {
        String name = typeName.replaceAll("<.*", "").strip();
        if (!name.matches("[\\w$.]+")) {
            return Optional.empty();
        }
        Optional<Class<?>> declared = loader.latest(name).flatMap(this::load);
        if (declared.isPresent()) {
            return declared;
        }
        Optional<Class<?>> qualified = load(name).or(() -> load("java.lang." + name));
        return qualified.isPresent()
                ? qualified
                : active().stream()
                        .flatMap(snippet -> imported(snippet, name).stream())
                        .findFirst();
    }

    private Optional<Class<?>> imported(Snippet snippet, String name) {
        if (!(snippet instanceof ImportSnippet imported) || imported.isStatic()) {
            return Optional.empty();
        }
        String full = imported.fullname();
        if (full.endsWith(".*")) {
            return load(full.substring(0, full.length() - 1) + name);
        }
        return full.endsWith("." + name) ? load(full) : Optional.empty();
    }

    private Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            int dot = name.lastIndexOf('.');
            boolean perhapsNested = dot > 0 && Character.isUpperCase(name.charAt(name.lastIndexOf('.', dot - 1) + 1));
            return perhapsNested ? load(name.substring(0, dot) + "$" + name.substring(dot + 1)) : Optional.empty();
        }
    }

    private List<Snippet> active() {
        return shell.snippets()
                .filter(snippet -> shell.status(snippet).isActive())
                .toList();
    }

    private static void add(Map<String, Member> symbols, String name, String kind, String signature) {
        Member before = symbols.get(name);
        boolean overload = before != null && before.kind().equals(kind) && kind.equals("function");
        symbols.put(name, new Member(name, kind, overload ? before.signature() + " | " + signature : signature));
    }
}
