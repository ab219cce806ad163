package org.imagine4j.kernel.maven;

import java.nio.file.Path;
import java.util.List;

/**
 * What was found.
 *
 * @param jars in class path order
 * @param conflicts where two versions of an artefact were asked for: which was left out for which
 */
public record MavenResolution(List<Jar> jars, List<Conflict> conflicts) {

    /**
     * An artefact on this machine.
     *
     * @param module {@code group:artifact}
     */
    public record Jar(String module, String version, Path file) {}

    /**
     * Two versions of a module.
     *
     * @param askedBy what depends on the version that was left out
     */
    public record Conflict(String module, String leftOut, String chosen, String askedBy) {}
}
