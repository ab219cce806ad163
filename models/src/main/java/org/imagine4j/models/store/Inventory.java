package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
        for (String name : shelf.names()) {
            if (catalogue.find(name).isEmpty()) {
                all.add(foreign(shelf.find(name)));
            }
        }
        all.sort(Comparator.comparing(ModelInfo::state));
        return List.copyOf(all);
    }

    /** A known model in every precision in which it lies on the shelf: of a bundled one, in this program's revision. */
    List<StoredModel> find(KnownModel known) throws IOException {
        return shelf.find(known.name()).stream()
                .filter(model ->
                        known.bundled().map(model.id().revision()::equals).orElse(true))
                .toList();
    }

    private static ModelInfo known(KnownModel known, List<StoredModel> imported) throws IOException {
        State absent = known.bundled().isPresent() ? State.BUNDLED : State.AVAILABLE;
        if (imported.isEmpty()) {
            return new ModelInfo(
                    known.kind(),
                    known.card(),
                    absent,
                    known.recommended(),
                    Optional.empty(),
                    List.of(),
                    0,
                    known.downloadBytes(),
                    known.memoryBytes());
        }
        return installed(imported, absent == State.BUNDLED ? State.BUNDLED : State.INSTALLED, known.memoryBytes());
    }

    private static ModelInfo foreign(List<StoredModel> imported) throws IOException {
        return installed(imported, State.INSTALLED, Files.size(imported.get(0).weights()));
    }

    private static ModelInfo installed(List<StoredModel> imported, State state, long memoryBytes) throws IOException {
        StoredModel model = imported.get(0);
        long diskBytes = 0;
        for (StoredModel one : imported) {
            diskBytes += FileTree.size(one.folder());
        }
        return new ModelInfo(
                model.kind(),
                model.card(),
                state,
                model instanceof ImportedModel drawing ? Optional.of(drawing.sampling()) : Optional.empty(),
                Optional.of(model.folder().getParent()),
                imported.stream().map(StoredModel::precision).toList(),
                diskBytes,
                0,
                memoryBytes);
    }
}
