package org.imagine4j.magics.jjava;

import java.util.Base64;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
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
import org.imagine4j.magics.render.AlternativeView;
import org.imagine4j.magics.render.ArtworkView;
import org.imagine4j.magics.render.AtlasView;
import org.imagine4j.magics.render.CaptionsView;
import org.imagine4j.magics.render.ChartView;
import org.imagine4j.magics.render.EvidenceView;
import org.imagine4j.magics.render.GalleryEntryView;
import org.imagine4j.magics.render.GalleryView;
import org.imagine4j.magics.render.GenerationView;
import org.imagine4j.magics.render.ImageTokensView;
import org.imagine4j.magics.render.LensView;
import org.imagine4j.magics.render.PatchMapsView;
import org.imagine4j.magics.render.SweepView;
import org.imagine4j.magics.render.TableView;
import org.imagine4j.magics.render.TextMapsView;
import org.imagine4j.magics.render.TokensView;
import org.imagine4j.magics.render.View;
import org.imagine4j.magics.render.WordMapsView;
import org.imagine4j.magics.sweep.SweepResult;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/** Teaches a kernel's renderer how our values look, and the tables and charts that notebooks make of them. */
final class Renderers {

    private Renderers() {}

    static void register(Renderer renderer) {
        register(renderer, Generation.class, GenerationView::new);
        register(renderer, Artwork.class, ArtworkView::new);
        register(renderer, PromptTokens.class, TokensView::new);
        register(renderer, SweepResult.class, SweepView::new);
        register(renderer, Gallery.class, GalleryView::newest);
        register(renderer, GalleryRun.class, GalleryView::of);
        register(renderer, GalleryEntry.class, GalleryEntryView::new);
        register(renderer, Alternative.class, AlternativeView::new);
        register(renderer, Captions.class, CaptionsView::new);
        register(renderer, ImageTokens.class, ImageTokensView::new);
        register(renderer, Lens.class, LensView::new);
        register(renderer, Atlas.class, AtlasView::new);
        register(renderer, WordMaps.class, WordMapsView::new);
        register(renderer, EvidenceMaps.class, EvidenceView::new);
        register(renderer, PatchMaps.class, PatchMapsView::new);
        register(renderer, TextMaps.class, TextMapsView::new);
        register(renderer, Table.class, TableView::new);
        register(renderer, Chart.class, ChartView::new);
        register(renderer, View.class, view -> view);
    }

    private static <T> void register(Renderer renderer, Class<T> type, Function<T, View> look) {
        renderer.createRegistration(type)
                .preferring(MIMEType.TEXT_HTML, MIMEType.IMAGE_PNG)
                .register((value, context) -> render(look.apply(value), context));
    }

    private static void render(View view, RenderContext context) {
        context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> view.text());
        context.renderIfRequested(MIMEType.TEXT_HTML, () -> view.html());
        if (context.wantsDataRenderedAs(MIMEType.IMAGE_PNG)) {
            view.png().map(Base64.getEncoder()::encodeToString).ifPresent(png -> context.getOutputContainer()
                    .putData(MIMEType.IMAGE_PNG, png));
        }
    }
}
