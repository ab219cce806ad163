package org.imagine4j.kernel.maven;

import java.util.List;

/**
 * What is wanted.
 *
 * @param coordinates {@code group:artifact[:extension[:classifier]]:version}, or {@code group:artifact} for the newest
 *     release
 * @param repositories asked before Maven Central: a URL, or {@code id=URL} where settings name the repository
 * @param exclusions {@code group:artifact} that must not come along; {@code *} stands for any
 * @param offline whether to do with what is on this machine
 * @param transitive whether what the artefacts depend on comes along
 */
public record MavenRequest(
        List<String> coordinates,
        List<String> repositories,
        List<String> exclusions,
        boolean offline,
        boolean transitive) {}
