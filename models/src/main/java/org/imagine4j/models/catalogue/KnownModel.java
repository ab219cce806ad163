package org.imagine4j.models.catalogue;

import java.util.List;
import java.util.Optional;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelKind;
import org.imagine4j.models.SamplingDefaults;

/**
 * A model that Imagine knows by name.
 *
 * @param kind what it does; where nothing is said, it draws
 * @param card what a person should know
 * @param sampling recommended settings, used where the checkpoint's config has none of its own;
 *     null for a model that does not draw
 * @param memoryBytes what running it takes, approximately, in the precision that suits its size
 * @param bundledRevision the revision, for a model that comes with Imagine; null for one that is downloaded
 * @param files what to download; empty for a model that comes with Imagine
 */
public record KnownModel(
        ModelKind kind,
        ModelCard card,
        SamplingDefaults sampling,
        long memoryBytes,
        String bundledRevision,
        List<KnownFile> files) {

    public KnownModel {
        kind = kind == null ? ModelKind.PICTURE_MODEL : kind;
        files = List.copyOf(files);
    }

    /** What a user types to choose it. */
    public String name() {
        return card.name();
    }

    /** The recommended settings, if it draws. */
    public Optional<SamplingDefaults> recommended() {
        return Optional.ofNullable(sampling);
    }

    /** The revision, if it comes with Imagine. */
    public Optional<String> bundled() {
        return Optional.ofNullable(bundledRevision);
    }

    /** The size of all files together, approximately. */
    public long downloadBytes() {
        return files.stream().mapToLong(KnownFile::bytes).sum();
    }
}
