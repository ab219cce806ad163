package org.imagine4j.kernel.maven;

/** Hears of downloads, from any thread. */
public interface MavenProgress {

    /** For downloads that nobody watches. */
    MavenProgress UNHEARD = new MavenProgress() {
        @Override
        public void transferred(String file, long done, long total) {
            // Nobody watches.
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    };

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
