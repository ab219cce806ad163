package org.imagine4j.magics.magic;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.live.LiveWork;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.ModelsOptions;
import org.imagine4j.magics.render.ModelsView;
import org.imagine4j.magics.render.NoteView;
import org.imagine4j.magics.render.View;
import org.imagine4j.models.ByteSize;
import org.imagine4j.models.ModelKind;
import org.imagine4j.models.Precision;
import org.imagine4j.models.store.CheckpointSource;
import org.imagine4j.models.store.ModelStore;
import org.imagine4j.models.store.PictureCheckpoint;
import org.imagine4j.models.store.StoredModel;

/** {@code %models}: lists the models that are there, and gets, checks and removes them. */
public final class ModelsMagic extends Magic<ModelsOptions, Void> {

    public ModelsMagic(Studio studio) {
        super(studio);
    }

    @Override
    protected ModelsOptions options() {
        return new ModelsOptions();
    }

    @Override
    protected Void run(ModelsOptions options, Notebook notebook, String body) {
        ModelStore store = studio.store();
        switch (options.verb()) {
            case LIST -> notebook.display(new ModelsView(store.list()));
            case INFO -> notebook.display(new ModelsView(List.of(store.info(options.object()))));
            case PULL -> pull(options, store, notebook);
            case IMPORT -> importFolder(options, store, notebook);
            case VERIFY -> verify(options.object(), store, notebook);
            case REMOVE -> notebook.display(remove(options.object(), store));
        }
        return null;
    }

    private void pull(ModelsOptions options, ModelStore store, Notebook notebook) {
        String name = options.object();
        boolean draws = store.info(name).kind() == ModelKind.PICTURE_MODEL;
        Optional<Precision> precision =
                draws ? options.precision().or(studio.devices()::preferredPrecision) : options.precision();
        new LiveWork(notebook, "pulling " + name, "What was downloaded is kept: %models pull " + name + " continues.")
                .run(listener -> ready(store.pull(name, precision, listener)));
    }

    private static void importFolder(ModelsOptions options, ModelStore store, Notebook notebook) {
        Path folder = Path.of(options.object());
        CheckpointSource source = options.vqgan()
                .<CheckpointSource>map(vqgan -> new PictureCheckpoint(folder, vqgan))
                .orElseGet(() -> CheckpointSource.in(folder));
        String name = options.name();
        new LiveWork(notebook, "importing " + name, "Nothing has been changed.")
                .run(listener -> ready(store.importFolder(source, name, options.precision(), listener)));
    }

    private static void verify(String name, ModelStore store, Notebook notebook) {
        new LiveWork(notebook, "checking " + name, "Nothing has been changed.").run(listener -> {
            List<String> wrong = store.verify(name, listener);
            return wrong.isEmpty()
                    ? new NoteView(name + " is as it was.")
                    : new NoteView(name + " is damaged: " + String.join("; ", wrong) + ". Type %models remove " + name
                            + ", then get it again.");
        });
    }

    private View remove(String name, ModelStore store) {
        studio.close(name);
        return new NoteView(name + " is removed; " + ByteSize.text(store.remove(name)) + " are free again.");
    }

    private static View ready(StoredModel model) {
        String name = model.id().name();
        String prompt = model.card().examples().stream().findFirst().orElse("a cat");
        return new NoteView(
                model.id() + " is ready in " + model.precision() + ": %imagine "
                        + model.kind().option() + " " + name + " " + prompt,
                List.of(model.card().licence(), "%models info " + name + " tells what it is bad at"));
    }
}
