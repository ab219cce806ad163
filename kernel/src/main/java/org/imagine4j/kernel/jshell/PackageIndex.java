package org.imagine4j.kernel.jshell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** Which entries of a class path hold classes of a package. Each jar is read once; folders are looked at each time. */
final class PackageIndex {
    private final Map<Path, Jar> jars = new ConcurrentHashMap<>();

    /** What a jar holds, and the jars that it names in its manifest, which belong to the class path as well. */
    private record Jar(Set<String> packages, List<Path> others) {}

    private static final Jar EMPTY = new Jar(Set.of(), List.of());

    /** The jars and folders of a class path that exist, and those that they name. */
    List<Path> expand(List<String> classPath) {
        Set<Path> entries = new LinkedHashSet<>();
        for (String entry : classPath) {
            if (!entry.isEmpty()) {
                add(Path.of(entry), entries);
            }
        }
        return List.copyOf(entries);
    }

    /** Those of some entries that hold a package, by its name with dots. */
    List<Path> holding(String packageName, List<Path> entries) {
        List<Path> holding = new ArrayList<>();
        for (Path entry : entries) {
            boolean holds = Files.isRegularFile(entry)
                    ? jar(entry).packages().contains(packageName)
                    : Files.isDirectory(entry.resolve(packageName.replace('.', File.separatorChar)));
            if (holds) {
                holding.add(entry);
            }
        }
        return holding;
    }

    private void add(Path entry, Set<Path> entries) {
        if (Files.exists(entry) && entries.add(entry) && Files.isRegularFile(entry)) {
            jar(entry).others().forEach(other -> add(other, entries));
        }
    }

    private Jar jar(Path file) {
        return jars.computeIfAbsent(file, PackageIndex::read);
    }

    private static Jar read(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Set<String> packages = new HashSet<>();
            String last = "";
            for (var entries = jar.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName();
                if (name.endsWith(".class") || name.endsWith(".java")) {
                    String folder = name.substring(0, Math.max(0, name.lastIndexOf('/')));
                    if (!folder.equals(last)) { // mostly the same as before
                        packages.add(packageOf(folder));
                        last = folder;
                    }
                }
            }
            return new Jar(packages, others(file, jar));
        } catch (IOException e) {
            return EMPTY; // as the compiler sees it, too
        }
    }

    /** A folder's package; what a jar keeps for one version of Java belongs to the same package as the rest. */
    private static String packageOf(String folder) {
        return folder.replaceFirst("^META-INF/versions/\\d+/?", "").replace('/', '.');
    }

    private static List<Path> others(Path file, JarFile jar) throws IOException {
        if (jar.getManifest() == null) {
            return List.of();
        }
        String named = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        if (named == null) {
            return List.of();
        }
        List<Path> others = new ArrayList<>();
        for (String each : named.strip().split("\\s+", -1)) {
            try {
                others.add(Path.of(file.toUri().resolve(each)));
            } catch (RuntimeException e) {
                // Not a file; the class loader does not find it either.
            }
        }
        return others;
    }
}
