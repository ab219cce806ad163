package org.imagine4j.magics;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.ArtworkFile;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.models.ModelId;

/** What the pictures of a request begin with: another picture, some of which they keep. */
sealed interface Start {

    /** Any picture; a model reads its tokens, once for all plans of a request. */
    final class FromImage implements Start {

        private final BufferedImage image;
        private final Map<ModelId, TokenGrid> tokens = new HashMap<>();

        FromImage(BufferedImage image) {
            this.image = Objects.requireNonNull(image, "image");
        }

        @Override
        public synchronized Canvas canvas(
                ModelId model, Function<BufferedImage, TokenGrid> read, Optional<Kept> kept, boolean grows) {
            return Kept.of(tokens.computeIfAbsent(model, missing -> read.apply(image)), kept, grows);
        }
    }

    /** A picture that was drawn, with its tokens; another model reads them anew. */
    record FromArtwork(Artwork artwork) implements Start {

        public FromArtwork {
            Objects.requireNonNull(artwork, "artwork");
        }

        @Override
        public Canvas canvas(
                ModelId model, Function<BufferedImage, TokenGrid> read, Optional<Kept> kept, boolean grows) {
            TokenGrid tokens = artwork.recipe().model().equals(model) ? artwork.tokens() : read.apply(artwork.image());
            return Kept.of(tokens, kept, grows);
        }
    }

    /** A canvas as it is. */
    record FromCanvas(Canvas canvas) implements Start {

        public FromCanvas {
            Objects.requireNonNull(canvas, "canvas");
        }

        @Override
        public Canvas canvas(
                ModelId model, Function<BufferedImage, TokenGrid> read, Optional<Kept> kept, boolean grows) {
            return canvas;
        }
    }

    /** A picture's file, with its tokens if they are inside. */
    static Start of(Path file) {
        return ArtworkFile.find(file)
                .<Start>map(found -> new FromArtwork(found.artwork()))
                .orElseGet(() -> new FromImage(ArtworkFile.image(file)));
    }

    /**
     * The picture, as far as it is kept, and open places for the rest.
     *
     * @param model who goes on
     * @param read how that model reads a picture
     * @param kept how much of it is kept; otherwise the upper half, or everything if the new picture is larger
     * @param grows whether the new picture has a size of its own
     */
    Canvas canvas(ModelId model, Function<BufferedImage, TokenGrid> read, Optional<Kept> kept, boolean grows);

    /**
     * How much of a picture is kept.
     *
     * @param rows whole rows of tokens
     * @param columns tokens of the row after them
     */
    record Kept(int rows, int columns) {

        /** @throws UsageException if a number is negative */
        public Kept {
            if (rows < 0 || columns < 0) {
                throw new UsageException(
                        "keep is " + rows + ":" + columns + "; it must be 0 or more rows, and columns.",
                        "Leave it out for the upper half.");
            }
        }

        private static Canvas of(TokenGrid grid, Optional<Kept> kept, boolean grows) {
            return kept.orElseGet(() -> new Kept(grows ? grid.rows() : grid.rows() / 2, 0))
                    .of(grid);
        }

        private Canvas of(TokenGrid grid) {
            if (rows > grid.rows() || columns > grid.columns()) {
                throw new UsageException(
                        "keep is " + rows + (columns == 0 ? "" : ":" + columns) + ", but the picture has " + grid.rows()
                                + " rows of " + grid.columns() + " tokens.",
                        "Keep fewer, or leave it out for the upper half.");
            }
            int position = Math.min(rows * grid.columns() + columns, grid.rows() * grid.columns());
            return Canvas.of(grid).openFrom(position);
        }
    }
}
