package org.imagine4j.kernel.maven;

/** Hears of downloads, from any thread. */
public interface MavenProgress {

    /**
     * A file has come some way.
     *
     * @param file its name
     * @param done bytes that are here
     * @param total bytes of the whole; negative if unknown
     */
    void transferred(String file, long done, long total);

    /** Whether nobody wants the rest any more. */
    boolean cancelled();
}
