package org.imagine4j.magics.render;

import java.util.List;
import java.util.Optional;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.TokenGrid;

/** One picture. */
public record ArtworkView(Artwork artwork) implements View {

    @Override
    public String text() {
        return artwork.recipe().prompt() + "\n" + status() + Words.DOT
                + String.join(Words.DOT, Words.settings(artwork.recipe()));
    }

    @Override
    public String html() {
        Grid grid = new Grid(List.of(Picture.of(artwork)));
        return Frame.around(grid.html(), Frame.caption(status(), Words.settings(artwork.recipe())))
                .toString();
    }

    @Override
    public Optional<byte[]> png() {
        return Optional.of(artwork.png());
    }

    private String status() {
        TokenGrid tokens = artwork.tokens();
        String size = artwork.image().getWidth() + "×" + artwork.image().getHeight() + " pixels";
        return "picture " + artwork.recipe().index() + ", " + size
                + (artwork.complete()
                        ? ""
                        : ", partly painted: " + tokens.rowsFilled() + " of " + tokens.rows() + " rows");
    }
}
