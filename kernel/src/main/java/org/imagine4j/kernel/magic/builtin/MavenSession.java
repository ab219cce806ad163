package org.imagine4j.kernel.magic.builtin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imagine4j.kernel.maven.MavenResolver;

/** What {@code %maven} remembers from call to call: repositories, and what it has added to the class path. */
final class MavenSession {
    private final List<String> repositories = new ArrayList<>();
    private final Map<String, String> added = new LinkedHashMap<>();
    private MavenResolver resolver;

    /** Made when it is first needed: Maven's classes are many. */
    synchronized MavenResolver resolver(Map<String, String> environment) {
        if (resolver == null) {
            resolver = new MavenResolver(Path.of(System.getProperty("user.home")), environment);
        }
        return resolver;
    }

    synchronized void addRepositories(List<String> more) {
        more.stream().filter(one -> !repositories.contains(one)).forEach(repositories::add);
    }

    synchronized List<String> repositories() {
        return List.copyOf(repositories);
    }

    /** The version of a module that {@code %maven} has added; null if it has not. */
    synchronized String version(String module) {
        return added.get(module);
    }

    synchronized void added(String module, String version) {
        added.put(module, version);
    }
}
