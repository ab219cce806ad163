package org.imagine4j.kernel.jshell;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/** Defines the classes of snippets, with stop checks woven in, and finds those of jars that were added in mid-session. */
final class SnippetLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    /** Class path entries whose classes the parent defines. */
    private final Set<String> ofParent =
            new HashSet<>(List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)));

    private final Map<String, byte[]> waiting = new ConcurrentHashMap<>();

    /** Simple names of types to the names of the classes that define them now. */
    private final Map<String, String> latest = new ConcurrentHashMap<>();

    SnippetLoader(ClassLoader parent) {
        super("snippets", new URL[0], parent);
    }

    /** This loader as JShell wants to see it. */
    LoaderDelegate delegate() {
        return new Delegate();
    }

    /** The class of a type that a cell has declared. */
    Optional<String> latest(String simpleName) {
        return Optional.ofNullable(latest.get(simpleName));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] classFile = waiting.remove(name);
        if (classFile == null) {
            return super.findClass(name);
        }
        byte[] woven = StopCheckWeaver.weave(classFile);
        return defineClass(name, woven, 0, woven.length);
    }

    private final class Delegate implements LoaderDelegate {
        @Override
        public void load(ClassBytecodes[] classes) throws ClassInstallException {
            boolean[] loaded = new boolean[classes.length];
            for (ClassBytecodes each : classes) {
                waiting.put(each.name(), each.bytecodes());
                latest.put(each.name().substring(each.name().lastIndexOf('$') + 1), each.name());
            }
            for (int i = 0; i < classes.length; i++) {
                try {
                    // Looking at the methods links the class: if it cannot be linked, JShell must hear it, not the
                    // cell that uses it later.
                    var unused = loadClass(classes[i].name()).getDeclaredMethods();
                    loaded[i] = true;
                } catch (ClassNotFoundException | LinkageError e) {
                    throw new ClassInstallException("load: " + e.getMessage(), loaded);
                }
            }
        }

        @Override
        public void classesRedefined(ClassBytecodes[] classes) {
            // Never called: nothing is redefined in place, JShell defines replacements instead.
        }

        @Override
        public void addToClasspath(String path) throws InternalException {
            for (String entry : path.split(File.pathSeparator, -1)) {
                if (ofParent.contains(entry)) {
                    continue;
                }
                try {
                    addURL(Path.of(entry).toUri().toURL());
                } catch (MalformedURLException e) {
                    throw new InternalException("Not a class path entry: " + entry);
                }
            }
        }

        @Override
        public Class<?> findClass(String name) throws ClassNotFoundException {
            return loadClass(name);
        }
    }
}
