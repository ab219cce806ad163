package org.imagine4j.install.bench;

import java.util.List;

/**
 * What was measured; its fields are those of the JSON.
 *
 * @param machine where
 * @param model what drew
 * @param openSeconds from the files to a model that is ready
 * @param peakMemoryBytes the largest resident memory of the process; 0 where the system does not tell
 * @param runs medians, one entry for each number of pictures
 */
record Report(Machine machine, Drawer model, double openSeconds, long peakMemoryBytes, List<Row> runs) {

    Report {
        runs = List.copyOf(runs);
    }

    /**
     * What drew.
     *
     * @param name the model's
     * @param revision of its weights; {@code random} for random weights
     * @param precision in which numbers
     * @param device where
     * @param threads of the CPU
     * @param parameters how many weights it has
     * @param weightBytesPerStep what a step of the decoder reads of them
     */
    record Drawer(
            String name,
            String revision,
            String precision,
            String device,
            int threads,
            long parameters,
            long weightBytesPerStep) {}

    /**
     * Some pictures at once.
     *
     * @param pictures how many
     * @param encodeSeconds text encoder
     * @param decodeSeconds image decoder and sampling
     * @param paintSeconds VQGAN decoder
     * @param totalSeconds from the prompt to the pixels
     * @param secondsPerPicture the total for each picture
     * @param secondsPerStep one position of the decoder, for all pictures of a batch
     * @param weightBytesPerSecond what the decoder reads of its weights
     * @param bandwidthShare that as a share of what the memory can deliver
     * @param totalSecondsOfRuns the total of every run that counted
     */
    record Row(
            int pictures,
            double encodeSeconds,
            double decodeSeconds,
            double paintSeconds,
            double totalSeconds,
            double secondsPerPicture,
            double secondsPerStep,
            double weightBytesPerSecond,
            double bandwidthShare,
            List<Double> totalSecondsOfRuns) {

        Row {
            totalSecondsOfRuns = List.copyOf(totalSecondsOfRuns);
        }
    }
}
