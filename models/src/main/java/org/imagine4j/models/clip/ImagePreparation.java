package org.imagine4j.models.clip;

import java.util.List;
import org.imagine4j.models.checkpoint.ConfigFile;

/**
 * How a picture becomes what the tower for pictures reads, from {@code preprocessor_config.json}: its shorter side is
 * brought to a length (bicubic), the middle is cut out, and each channel of 0 to 1 is shifted and scaled.
 *
 * @param shorterSide length of the shorter side in pixels, at least the size that the tower reads
 * @param mean what is taken from the channels red, green, blue
 * @param deviation what they are divided by then
 */
public record ImagePreparation(int shorterSide, List<Double> mean, List<Double> deviation) {

    private static final List<Double> OPENAI_MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    private static final List<Double> OPENAI_DEVIATION = List.of(0.26862954, 0.26130258, 0.27577711);
    private static final int BICUBIC = 3;
    private static final int CHANNELS = 3;

    public ImagePreparation {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** OpenAI's, for a tower that reads pictures of that size: where a checkpoint has no file about it. */
    public static ImagePreparation usual(int imageSize) {
        return new ImagePreparation(imageSize, OPENAI_MEAN, OPENAI_DEVIATION);
    }

    /**
     * Reads a {@code preprocessor_config.json}.
     *
     * @param imageSize what the tower reads
     * @throws org.imagine4j.models.checkpoint.CheckpointException if it asks for something that is not implemented, or
     *     for other pictures than the tower reads
     */
    public static ImagePreparation read(ConfigFile file, int imageSize) {
        for (String step : List.of("do_resize", "do_center_crop", "do_normalize", "do_rescale")) {
            file.require(step, true);
        }
        file.require("resample", BICUBIC);
        int crop = side(file, "crop_size", "height", imageSize);
        int shorter = side(file, "size", "shortest_edge", imageSize);
        if (crop != imageSize || shorter < crop) {
            throw file.error("it makes pictures of " + crop + " pixels from ones of " + shorter
                    + "; the model beside it reads " + imageSize + " pixels (image_size).");
        }
        return new ImagePreparation(
                shorter, channels(file, "image_mean", OPENAI_MEAN), channels(file, "image_std", OPENAI_DEVIATION));
    }

    /** A length is a number in old files, and inside an object in newer ones. */
    private static int side(ConfigFile file, String key, String inner, int fallback) {
        return file.isObject(key) ? file.section(key).orElseThrow().positive(inner) : file.positive(key, fallback);
    }

    private static List<Double> channels(ConfigFile file, String key, List<Double> fallback) {
        List<Double> values = file.numbers(key).orElse(fallback);
        if (values.size() != CHANNELS) {
            throw file.error(key + " has " + values.size() + " numbers; pictures have " + CHANNELS + " channels.");
        }
        return values;
    }
}
