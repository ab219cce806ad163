package org.imagine4j.magics.magic;

import java.util.List;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.gallery.Comparison;
import org.imagine4j.magics.gallery.Deleted;
import org.imagine4j.magics.gallery.Gallery;
import org.imagine4j.magics.gallery.GalleryEntry;
import org.imagine4j.magics.gallery.GalleryId;
import org.imagine4j.magics.live.LivePresenter;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.GalleryOptions;
import org.imagine4j.magics.render.ComparisonView;
import org.imagine4j.magics.render.GalleryView;
import org.imagine4j.magics.render.NoteView;
import org.imagine4j.magics.render.SettingsView;
import org.imagine4j.magics.render.View;
import org.imagine4j.models.ByteSize;

/** {@code %gallery}: shows what was drawn, opens, remakes, compares and deletes it. */
public final class GalleryMagic extends Magic<GalleryOptions, Artwork> {

    public GalleryMagic(Studio studio) {
        super(studio);
    }

    @Override
    protected GalleryOptions options() {
        return new GalleryOptions();
    }

    @Override
    protected Artwork run(GalleryOptions options, Notebook notebook, String body) {
        Gallery gallery = studio.gallery();
        return switch (options.verb()) {
            case LIST -> shown(notebook, GalleryView.page(gallery, options.query(), options.page(), options.command()));
            case SHOW ->
                shown(notebook, GalleryView.of(gallery.run(options.ids().get(0).run())));
            case OPEN -> open(gallery.entry(options.ids().get(0)), notebook);
            case REMAKE -> remake(gallery.entry(options.ids().get(0)), notebook);
            case COMPARE ->
                shown(
                        notebook,
                        ComparisonView.of(
                                gallery.entry(options.ids().get(0)),
                                gallery.entry(options.ids().get(1))));
            case DELETE -> shown(notebook, deleted(options.ids(), gallery));
        };
    }

    /** Nothing, in the place of a picture. */
    private static Artwork shown(Notebook notebook, View view) {
        notebook.display(view);
        return null;
    }

    /** The picture by itself, since it is the value, which a kernel shows but once; its settings below. */
    private static Artwork open(GalleryEntry entry, Notebook notebook) {
        Artwork artwork = entry.artwork();
        notebook.display(artwork);
        notebook.display(new SettingsView(entry, artwork));
        return artwork;
    }

    /** Without a value, which a kernel would show beside the run. */
    private Artwork remake(GalleryEntry entry, Notebook notebook) {
        Artwork before = entry.artwork();
        new LivePresenter(studio, notebook, true)
                .present(studio.remake(before), generation -> compared(entry.id(), before, generation));
        return null;
    }

    private static Generation compared(GalleryId id, Artwork before, Generation again) {
        return again.artworks().isEmpty()
                ? again
                : again.withNote("compared with " + id + ": " + new Comparison(before, again.artwork(0)).summary());
    }

    private static View deleted(List<GalleryId> ids, Gallery gallery) {
        Deleted deleted = gallery.delete(ids);
        int pictures = deleted.pictures().size();
        return new NoteView(
                "Deleted " + (pictures == 1 ? "picture " + deleted.pictures().get(0) : pictures + " pictures") + "; "
                        + ByteSize.text(deleted.bytes()) + " are free again.");
    }
}
