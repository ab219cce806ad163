package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imagine4j.inference.Artwork;
import org.imagine4j.magics.gallery.GalleryEntry;

/**
 * A picture of the gallery with all its settings.
 *
 * @param entry which one
 * @param artwork the same with its pixels
 */
public record GalleryEntryView(GalleryEntry entry, Artwork artwork) implements View {

    /** A picture whose pixels are not read yet. */
    public GalleryEntryView(GalleryEntry entry) {
        this(entry, entry.artwork());
    }

    @Override
    public String text() {
        return caption() + "\n" + settings().text();
    }

    @Override
    public String html() {
        List<Html> content = new ArrayList<>(new Grid(List.of(Picture.of(artwork))).html());
        content.add(settings().html());
        return Frame.around(
                        content, Frame.caption(caption(), List.of(entry.file().toString())))
                .toString();
    }

    @Override
    public Optional<byte[]> png() {
        return Optional.of(artwork.png());
    }

    private SettingsTable settings() {
        return SettingsTable.of(List.of(entry.id().toString()), List.of(artwork));
    }

    private String caption() {
        return "gallery " + entry.id() + Words.DOT + Words.moment(entry.time());
    }
}
