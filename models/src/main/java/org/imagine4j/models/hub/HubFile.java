package org.imagine4j.models.hub;

/**
 * A file of a repository.
 *
 * @param repository owner and name, for example {@code dalle-mini/dalle-mini}
 * @param path the file in the repository
 */
public record HubFile(String repository, String path) {

    /** The revision that is asked for: the newest. */
    static final String REVISION = "main";

    @Override
    public String toString() {
        return repository + "/" + path;
    }
}
