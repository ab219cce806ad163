package org.imagine4j.models;

import java.util.Objects;

/**
 * Which weights exactly: a model's name and the revision of its weights.
 *
 * @param name what a user types, for example {@code emoji-mini}; lower-case letters, digits, {@code . _ -}
 * @param revision the first hexadecimal digits of a hash over the checkpoint files, so that equal revisions mean equal
 *     weights
 */
public record ModelId(String name, String revision) {

    public ModelId {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(revision, "revision");
    }

    @Override
    public String toString() {
        return name + "@" + revision;
    }
}
