package org.imagine4j.install.doctor;

import java.util.List;
import java.util.Locale;
import org.imagine4j.inference.Generation;
import org.imagine4j.magics.Studio;
import org.imagine4j.models.store.ModelStore;

/** The proof of the pudding: draws a picture, which no gallery keeps. */
final class PictureCheck implements Check {

    @Override
    public String subject() {
        return "Picture";
    }

    @Override
    public List<Finding> findings() {
        long start = System.nanoTime();
        Generation generation;
        try (Studio studio = new Studio(ModelStore::atDefaultHome)) {
            generation = studio.prompts(List.of("a cat")).images(1).seed(1).run();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return List.of(Finding.good(
                subject(),
                String.format(
                        Locale.ROOT,
                        "%s drew \"a cat\", loading included, in %.1f s",
                        generation.artwork(0).recipe().model().name(),
                        seconds)));
    }
}
