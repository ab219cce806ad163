package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.catalogue.Catalogue;
import org.imagine4j.models.catalogue.KnownModel;
import org.imagine4j.models.store.ModelInfo.State;

/** What there is: the catalogue and the shelf seen together. */
final class Inventory {

    private final Catalogue catalogue;
    private final Shelf shelf;

    Inventory(Catalogue catalogue, Shelf shelf) {
        this.catalogue = catalogue;
        this.shelf = shelf;
    }

    /** All models: bundled, installed, available. */
    List<ModelInfo> all() throws IOException {
        List<ModelInfo> all = new ArrayList<>();
        for (KnownModel known : catalogue.models()) {
            all.add(known(known, find(known)));
        }
        for (ImportedModel model : shelf.all()) {
            if (catalogue.find(model.id().name()).isEmpty()) {
                all.add(foreign(model));
            }
        }
        all.sort(Comparator.comparing(ModelInfo::state));
        return List.copyOf(all);
    }

    /** A known model, if it lies on the shelf: of a bundled one, the revision of this program. */
    Optional<ImportedModel> find(KnownModel known) throws IOException {
        return known.bundled().isPresent()
                ? shelf.find(new ModelId(known.name(), known.bundled().get()))
                : shelf.find(known.name());
    }

    private static ModelInfo known(KnownModel known, Optional<ImportedModel> imported) throws IOException {
        State absent = known.bundled().isPresent() ? State.BUNDLED : State.AVAILABLE;
        if (imported.isEmpty()) {
            return new ModelInfo(
                    known.card(),
                    absent,
                    known.sampling(),
                    Optional.empty(),
                    0,
                    known.downloadBytes(),
                    known.memoryBytes());
        }
        ImportedModel model = imported.get();
        return new ModelInfo(
                model.card(),
                absent == State.BUNDLED ? State.BUNDLED : State.INSTALLED,
                model.sampling(),
                Optional.of(model.folder()),
                FileTree.size(model.folder()),
                0,
                known.memoryBytes());
    }

    private static ModelInfo foreign(ImportedModel model) throws IOException {
        return new ModelInfo(
                model.card(),
                State.INSTALLED,
                model.sampling(),
                Optional.of(model.folder()),
                FileTree.size(model.folder()),
                0,
                Files.size(model.weights()));
    }
}
