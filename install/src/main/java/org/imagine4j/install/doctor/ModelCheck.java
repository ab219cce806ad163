package org.imagine4j.install.doctor;

import java.util.List;
import java.util.Locale;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.store.ImagineHome;
import org.imagine4j.models.store.ModelStore;

/** The models that are there. */
final class ModelCheck implements Check {

    @Override
    public String subject() {
        return "Models";
    }

    @Override
    public List<Finding> findings() {
        return ModelStore.atDefaultHome().cards().stream()
                .map(card -> Finding.good(subject(), description(card) + ", kept in " + ImagineHome.locate()))
                .toList();
    }

    private static String description(ModelCard card) {
        return String.format(
                Locale.ROOT,
                "%s (%.1f million parameters, %d×%d pixels)",
                card.name(),
                card.parameters() / 1e6,
                card.imageSize(),
                card.imageSize());
    }
}
