package org.imagine4j.magics.render;

import java.util.function.Function;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation;
import org.imagine4j.magics.Alternative;
import org.imagine4j.magics.Atlas;
import org.imagine4j.magics.Captions;
import org.imagine4j.magics.ImageTokens;
import org.imagine4j.magics.Lens;
import org.imagine4j.magics.PromptTokens;
import org.imagine4j.magics.attention.EvidenceMaps;
import org.imagine4j.magics.attention.PatchMaps;
import org.imagine4j.magics.attention.TextMaps;
import org.imagine4j.magics.attention.WordMaps;
import org.imagine4j.magics.gallery.Gallery;
import org.imagine4j.magics.gallery.GalleryEntry;
import org.imagine4j.magics.gallery.GalleryRun;
import org.imagine4j.magics.sweep.SweepResult;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/** How our values look, and the tables and charts that notebooks make of them. */
public final class Looks {

    private Looks() {}

    /** Where a kernel keeps how values of a type look. */
    public interface Registry {

        /** From now on values of {@code type} look so. */
        <T> void register(Class<T> type, Function<T, View> look);
    }

    /** Registers all of them. */
    public static void registerIn(Registry registry) {
        registry.register(Generation.class, GenerationView::new);
        registry.register(Artwork.class, ArtworkView::new);
        registry.register(PromptTokens.class, TokensView::new);
        registry.register(SweepResult.class, SweepView::new);
        registry.register(Gallery.class, GalleryView::newest);
        registry.register(GalleryRun.class, GalleryView::of);
        registry.register(GalleryEntry.class, GalleryEntryView::new);
        registry.register(Alternative.class, AlternativeView::new);
        registry.register(Captions.class, CaptionsView::new);
        registry.register(ImageTokens.class, ImageTokensView::new);
        registry.register(Lens.class, LensView::new);
        registry.register(Atlas.class, AtlasView::new);
        registry.register(WordMaps.class, WordMapsView::new);
        registry.register(EvidenceMaps.class, EvidenceView::new);
        registry.register(PatchMaps.class, PatchMapsView::new);
        registry.register(TextMaps.class, TextMapsView::new);
        registry.register(Table.class, TableView::new);
        registry.register(Chart.class, ChartView::new);
        registry.register(View.class, view -> view);
    }
}
