package org.imagine4j.magics.option;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.imagine4j.magics.Engine;
import org.imagine4j.magics.Studio;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.store.ModelInfo;
import org.imagine4j.models.store.ModelInfo.State;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * What can be typed for values, for kernels that complete; models are looked up when somebody asks, since they come and
 * go.
 */
final class Candidates implements IFactory {

    private final Studio studio;

    Candidates(Studio studio) {
        this.studio = studio;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == Models.class) {
            return type.cast(new Models(studio));
        }
        if (type == Verbs.class) {
            return type.cast(new Verbs(studio));
        }
        return CommandLine.defaultFactory().create(type);
    }

    /** Precisions, and {@code auto}. */
    static final class Precisions implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Engine.precisionWords().iterator();
        }
    }

    /** Devices, and {@code auto}. */
    static final class Devices implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Engine.deviceWords().iterator();
        }
    }

    /** The models that are here. */
    record Models(Studio studio) implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return studio.models().stream().map(ModelCard::name).iterator();
        }
    }

    /** The verbs of {@code %models}, each also with every model that it can be done to. */
    record Verbs(Studio studio) implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            List<ModelInfo> models = studio.store().list();
            return Stream.of(ModelsOptions.Verb.values())
                    .flatMap(verb -> Stream.concat(
                            Stream.of(verb.word()), objects(verb, models).map(object -> verb.word() + " " + object)))
                    .iterator();
        }

        private static Stream<String> objects(ModelsOptions.Verb verb, List<ModelInfo> models) {
            return switch (verb) {
                case LIST -> Stream.of();
                case INFO -> names(models.stream());
                case PULL -> names(models.stream().filter(model -> model.state() == State.AVAILABLE));
                case IMPORT -> Stream.of("FOLDER");
                case VERIFY -> names(models.stream().filter(model -> model.state() != State.AVAILABLE));
                case REMOVE ->
                    names(models.stream().filter(model -> model.folder().isPresent()));
            };
        }

        private static Stream<String> names(Stream<ModelInfo> models) {
            return models.map(model -> model.card().name());
        }
    }
}
