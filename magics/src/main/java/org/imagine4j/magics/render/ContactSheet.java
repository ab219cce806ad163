package org.imagine4j.magics.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.imagine4j.inference.Artwork;

/** All pictures of a run in one image, arranged as on the page, for exports and front ends that show no HTML. */
final class ContactSheet {

    private static final int GAP = 8;

    private ContactSheet() {}

    static byte[] png(List<Artwork> artworks) {
        List<Arrangement.Group> groups = Arrangement.of(
                        artworks.stream().map(Artwork::recipe).toList(),
                        artworks.stream().map(Artwork::template).toList())
                .groups();
        int columns = groups.stream().mapToInt(Arrangement.Group::columns).max().orElse(0);
        int rows = groups.stream().mapToInt(Arrangement.Group::rows).sum();
        PictureSize size = PictureSize.of(artworks.get(0));
        int width = Grid.displayWidth(size, artworks.size());
        int height = size.heightFor(width);
        BufferedImage sheet =
                new BufferedImage(extent(columns, width), extent(rows, height), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        int row = 0;
        for (Arrangement.Group group : groups) {
            for (int i = 0; i < group.size(); i++) {
                BufferedImage image = artworks.get(group.start() + i).image();
                int x = i % group.columns() * (width + GAP);
                int y = (row + i / group.columns()) * (height + GAP);
                int painted = Math.round((float) width * image.getHeight() / image.getWidth());
                graphics.drawImage(image, x, y, width, painted, null);
            }
            row += group.rows();
        }
        graphics.dispose();
        return Png.encode(sheet);
    }

    private static int extent(int cells, int cell) {
        return cells * cell + (cells - 1) * GAP;
    }
}
