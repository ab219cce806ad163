package org.imagine4j.magics.option;

import java.util.Iterator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imagine4j.magics.Engine;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.TokenMeasure;
import org.imagine4j.magics.gallery.GalleryId;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.dallebart.DalleBartConfig.Stack;
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
        if (type == Scorers.class) {
            return type.cast(new Scorers(studio));
        }
        if (type == Layers.class) {
            return type.cast(new Layers(studio));
        }
        if (type == Heads.class) {
            return type.cast(new Heads(studio));
        }
        if (type == Verbs.class) {
            return type.cast(new Verbs(studio));
        }
        if (type == Kept.class) {
            return type.cast(new Kept(studio));
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

    /** The heat maps of a picture's tokens. */
    static final class Maps implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.of(TokenMeasure.values()).map(TokenMeasure::word).iterator();
        }
    }

    /** Devices, and {@code auto}. */
    static final class Devices implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Engine.deviceWords().iterator();
        }
    }

    /** The models that are here and draw. */
    record Models(Studio studio) implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return studio.models().stream().map(ModelCard::name).iterator();
        }
    }

    /** The models that are here and rank. */
    record Scorers(Studio studio) implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return studio.scorers().stream().map(ModelCard::name).iterator();
        }
    }

    /** The layers of the decoder that drew last. */
    record Layers(Studio studio) implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return numbers(studio, network -> network.layers());
        }
    }

    /** The heads in each layer of the decoder that drew last. */
    record Heads(Studio studio) implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return numbers(studio, network -> network.heads());
        }
    }

    private static Iterator<String> numbers(Studio studio, ToIntFunction<Stack> count) {
        return studio.latest().stream()
                .map(generation -> generation.artwork(0).recipe())
                .map(recipe -> studio.store().open(recipe.model().name(), recipe.precision()))
                .flatMapToInt(model ->
                        IntStream.range(0, count.applyAsInt(model.transformer().decoder())))
                .mapToObj(String::valueOf)
                .iterator();
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

    /** The verbs of {@code %gallery}, each also with what was drawn last. */
    record Kept(Studio studio) implements Iterable<String> {

        private static final int RUNS = 5;
        private static final int PICTURES = 30;

        @Override
        public Iterator<String> iterator() {
            List<List<GalleryId>> runs = studio.gallery().ids().limit(RUNS).toList();
            List<String> pictures = runs.stream()
                    .flatMap(List::stream)
                    .limit(PICTURES)
                    .map(GalleryId::toString)
                    .toList();
            List<String> numbers =
                    runs.stream().map(run -> String.valueOf(run.get(0).run())).toList();
            return Stream.of(
                            GalleryOptions.Verb.typed().map(GalleryOptions.Verb::word),
                            pictures.stream().map(picture -> "open " + picture),
                            pictures.stream().map(picture -> "remake " + picture),
                            pictures.stream().flatMap(left -> pictures.stream()
                                    .filter(right -> !right.equals(left))
                                    .map(right -> "compare " + left + " " + right)),
                            Stream.concat(numbers.stream(), pictures.stream()).map(id -> "delete " + id),
                            numbers.stream())
                    .flatMap(words -> words)
                    .iterator();
        }
    }
}
