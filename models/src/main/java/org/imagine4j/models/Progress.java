package org.imagine4j.models;

/**
 * How far a long piece of work is.
 *
 * @param stage what is being done
 * @param subject the file or model it is done to, or, while waiting, what is waited for
 * @param done bytes done; may fall when a download has to begin anew
 * @param total bytes to do, an estimate until the work is complete
 */
public record Progress(Stage stage, String subject, long done, long total) {

    /** The stages of getting a model, in their order; waiting can happen in between. */
    public enum Stage {
        DOWNLOADING("downloading"),
        WAITING("waiting"),
        CHECKING("checking"),
        IMPORTING("importing");

        private final String word;

        Stage(String word) {
            this.word = word;
        }

        /** The stage in a word, as a person reads it. */
        public String word() {
            return word;
        }
    }

    /** The share that is done, 0 to 1. */
    public double share() {
        return total <= 0 ? 0 : Math.min(1, (double) done / total);
    }
}
