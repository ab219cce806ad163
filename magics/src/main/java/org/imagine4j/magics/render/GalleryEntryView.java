package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imagine4j.magics.gallery.GalleryEntry;

/**
 * A picture of the gallery with all its settings.
 *
 * @param settings the settings, and the picture itself
 */
public record GalleryEntryView(SettingsView settings) implements View {

    /** A picture whose pixels are not read yet. */
    public GalleryEntryView(GalleryEntry entry) {
        this(new SettingsView(entry, entry.artwork()));
    }

    @Override
    public String text() {
        return settings.text();
    }

    @Override
    public String html() {
        List<Html> content = new ArrayList<>(new Grid(List.of(Picture.of(settings.artwork()))).html());
        content.add(settings.settings().html());
        return settings.framed(content);
    }

    @Override
    public Optional<byte[]> png() {
        return Optional.of(settings.artwork().png());
    }
}
