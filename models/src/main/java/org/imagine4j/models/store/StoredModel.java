package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imagine4j.models.FileHash;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.ModelKind;
import org.imagine4j.models.Precision;

/** A model that is ready to run, in one folder: one that draws, or one that ranks. */
public sealed interface StoredModel permits ImportedModel, ImportedScorer {

    /** Where it lies. */
    Path folder();

    /** Name and revision. */
    ModelId id();

    /** In which numbers its weights are. */
    Precision precision();

    /** What a person should know. */
    ModelCard card();

    /** What it does. */
    ModelKind kind();

    /** The file with all graphs' weights. */
    default Path weights() {
        return folder().resolve("weights.bin");
    }

    /** The tokenizer's {@code vocab.json}: token to id. */
    default Path vocabulary() {
        return folder().resolve("vocab.json");
    }

    /** The tokenizer's {@code merges.txt}: one merge a line, most important first. */
    default Path merges() {
        return folder().resolve("merges.txt");
    }

    /** Reads the manifest of a model folder; empty if there is none or it is of another format. */
    static Optional<StoredModel> read(Path folder) throws IOException {
        return Manifest.read(folder).map(manifest -> manifest.model(folder));
    }

    /** What the manifest says about the other files of a model's folder, by name. */
    static SortedMap<String, FileHash> files(StoredModel model) throws IOException {
        return Manifest.read(model.folder()).map(Manifest::files).orElseGet(TreeMap::new);
    }

    /** The same model in another folder. */
    StoredModel movedTo(Path newFolder);
}
