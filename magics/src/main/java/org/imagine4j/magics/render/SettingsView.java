package org.imagine4j.magics.render;

import java.util.List;
import org.imagine4j.inference.Artwork;
import org.imagine4j.magics.gallery.GalleryEntry;

/**
 * All settings of a picture of the gallery.
 *
 * @param entry which one
 * @param artwork the same with its pixels
 */
public record SettingsView(GalleryEntry entry, Artwork artwork) implements View {

    @Override
    public String text() {
        return caption() + "\n" + settings().text();
    }

    @Override
    public String html() {
        return framed(List.of(settings().html()));
    }

    SettingsTable settings() {
        return SettingsTable.of(List.of(entry.id().toString()), List.of(artwork));
    }

    String framed(List<Html> content) {
        return Frame.around(
                        content, Frame.caption(caption(), List.of(entry.file().toString())))
                .toString();
    }

    private String caption() {
        return "gallery " + entry.id() + Words.DOT + Words.moment(entry.time());
    }
}
