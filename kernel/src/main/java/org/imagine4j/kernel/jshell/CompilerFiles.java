package org.imagine4j.kernel.jshell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The files that JShell's compiler sees: the JDK's own, and a class path of which only those jars are opened that hold the
 * package in question. The compiler's own way is to open them all, again for each new context, for packages such as {@code
 * java.util} which none of them holds.
 */
final class CompilerFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
        implements StandardJavaFileManager {
    private static final int INDEXING_DELAY_SECONDS = 20;

    private final PackageIndex index = new PackageIndex();
    private final List<String> start;
    private final Map<Path, StandardJavaFileManager> managers = new HashMap<>();
    private final CountDownLatch indexing = new CountDownLatch(1);
    private volatile List<Path> classPath;

    /** @param start the class path to begin with */
    CompilerFiles(StandardJavaFileManager files, String start) {
        super(files);
        this.start = entries(start);
    }

    /**
     * Lets JShell index all classes there are, for completion. It would begin by itself and at once, and keep a core busy
     * for a second or two just when the first cell wants it.
     */
    void allowIndexing() {
        indexing.countDown();
    }

    /** JShell hands the class path over in this way, whenever it grows. */
    @Override
    public boolean handleOption(String option, Iterator<String> remaining) {
        if (!option.equals("-classpath") || !remaining.hasNext()) {
            return super.handleOption(option, remaining);
        }
        List<String> all = new ArrayList<>(start);
        entries(remaining.next()).stream().filter(entry -> !all.contains(entry)).forEach(all::add);
        classPath = index.expand(all);
        return true;
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        if (location != StandardLocation.CLASS_PATH) {
            return super.list(location, packageName, kinds, recurse);
        }
        List<JavaFileObject> files = new ArrayList<>();
        for (Path entry : recurse ? classPath() : index.holding(packageName, classPath())) {
            manager(entry).list(location, packageName, kinds, recurse).forEach(files::add);
        }
        return files;
    }

    @Override
    public JavaFileObject getJavaFileForInput(Location location, String className, JavaFileObject.Kind kind)
            throws IOException {
        if (location != StandardLocation.CLASS_PATH) {
            return super.getJavaFileForInput(location, className, kind);
        }
        String packageName = className.substring(0, Math.max(0, className.lastIndexOf('.')));
        for (Path entry : index.holding(packageName, classPath())) {
            JavaFileObject file = manager(entry).getJavaFileForInput(location, className, kind);
            if (file != null) {
                return file;
            }
        }
        return null;
    }

    @Override
    public FileObject getFileForInput(Location location, String packageName, String relativeName) throws IOException {
        if (location != StandardLocation.CLASS_PATH) {
            return super.getFileForInput(location, packageName, relativeName);
        }
        for (Path entry : classPath()) {
            FileObject file = manager(entry).getFileForInput(location, packageName, relativeName);
            if (file != null) {
                return file;
            }
        }
        return null;
    }

    @Override
    public boolean contains(Location location, FileObject file) throws IOException {
        if (location != StandardLocation.CLASS_PATH) {
            return super.contains(location, file);
        }
        for (Path entry : classPath()) {
            if (manager(entry).contains(location, file)) {
                return true;
            }
        }
        return false;
    }

    /** JShell asks for this in order to index. */
    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        try {
            boolean unused = indexing.await(INDEXING_DELAY_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return location == StandardLocation.CLASS_PATH ? classPath() : fileManager.getLocationAsPaths(location);
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        return location == StandardLocation.CLASS_PATH
                ? classPath().stream().map(Path::toFile).toList()
                : fileManager.getLocation(location);
    }

    @Override
    public boolean hasLocation(Location location) {
        return location == StandardLocation.CLASS_PATH || super.hasLocation(location);
    }

    @Override
    public void close() throws IOException {
        allowIndexing();
        for (StandardJavaFileManager manager : managers.values()) {
            manager.close();
        }
        super.close();
    }

    private List<Path> classPath() {
        if (classPath == null) {
            classPath = index.expand(start);
        }
        return classPath;
    }

    /** A file manager for one entry. JShell compiles on one thread at a time. */
    private synchronized StandardJavaFileManager manager(Path entry) throws IOException {
        StandardJavaFileManager manager = managers.get(entry);
        if (manager == null) {
            manager = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
            manager.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(entry));
            managers.put(entry, manager);
        }
        return manager;
    }

    private static List<String> entries(String path) {
        return Arrays.asList(path.split(File.pathSeparator, -1));
    }

    // The rest is the JDK's.

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromPaths(Collection<? extends Path> paths) {
        return fileManager.getJavaFileObjectsFromPaths(paths);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(Path... paths) {
        return fileManager.getJavaFileObjects(paths);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }

    @Override
    public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
        fileManager.setLocation(location, files);
    }

    @Override
    public void setLocationFromPaths(Location location, Collection<? extends Path> paths) throws IOException {
        fileManager.setLocationFromPaths(location, paths);
    }

    @Override
    public void setLocationForModule(Location location, String moduleName, Collection<? extends Path> paths)
            throws IOException {
        fileManager.setLocationForModule(location, moduleName, paths);
    }

    @Override
    public Path asPath(FileObject file) {
        return fileManager.asPath(file);
    }

    @Override
    public void setPathFactory(PathFactory factory) {
        fileManager.setPathFactory(factory);
    }
}
