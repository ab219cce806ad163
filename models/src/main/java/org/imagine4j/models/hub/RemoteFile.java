package org.imagine4j.models.hub;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file as the hub describes it.
 *
 * @param file which one
 * @param size in bytes, if the hub tells
 * @param etag changes when the content changes
 */
public record RemoteFile(HubFile file, OptionalLong size, Optional<String> etag) {

    /** The content's SHA-256 in hexadecimal: large files have it as their ETag. */
    Optional<String> sha256() {
        return etag.filter(tag -> tag.matches("[0-9a-f]{64}"));
    }
}
