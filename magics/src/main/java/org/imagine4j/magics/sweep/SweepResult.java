package org.imagine4j.magics.sweep;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation.Outcome;
import org.imagine4j.inference.Recipe;
import org.imagine4j.magics.Plan;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * The pictures of a sweep in rows and columns, with what there is to know about each.
 *
 * @param plan what was to be made
 * @param pictures those that there are, row by row; a stop leaves some out
 * @param outcome whether the sweep went to its end
 * @param time how long it took
 * @param notes what else there is to say about it
 */
public record SweepResult(SweepPlan plan, List<Picture> pictures, Outcome outcome, Duration time, List<String> notes) {

    /**
     * A picture and where it stands.
     *
     * @param row its row, from 0
     * @param column its column, from 0
     * @param index its place in that row and column, from 0
     * @param artwork the picture
     * @param time its share of the run that made it; zero if it was there before
     * @param cached whether it was there before
     */
    public record Picture(int row, int column, int index, Artwork artwork, Duration time, boolean cached) {}

    /** A picture, wherever it stands. */
    record Made(Artwork artwork, Duration time, boolean cached) {}

    public SweepResult {
        pictures = List.copyOf(pictures);
        notes = List.copyOf(notes);
    }

    static SweepResult of(SweepPlan plan, Map<Recipe, Made> made, Outcome outcome, Duration time) {
        List<Picture> pictures = new ArrayList<>();
        for (int row = 0; row < plan.rows().values().size(); row++) {
            for (int column = 0; column < plan.columns().values().size(); column++) {
                Plan cell = plan.cell(row, column);
                for (int i = 0; i < cell.recipes().size(); i++) {
                    Recipe recipe = cell.recipes().get(i);
                    Made found = made.get(recipe);
                    if (found != null) {
                        Artwork artwork = found.artwork().withTemplate(cell.template(recipe));
                        pictures.add(new Picture(row, column, i, artwork, found.time(), found.cached()));
                    }
                }
            }
        }
        return new SweepResult(plan, pictures, outcome, time, List.of());
    }

    /** The same with something else to say about it. */
    public SweepResult withNote(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new SweepResult(plan, pictures, outcome, time, all);
    }

    /**
     * The first picture of a row and column, both from 0; a sweep along one axis has one row.
     *
     * @throws IndexOutOfBoundsException if there is none; the message says why
     */
    public Artwork artwork(int row, int column) {
        return artwork(row, column, 0);
    }

    /**
     * Picture {@code index} of a row and column, all from 0.
     *
     * @throws IndexOutOfBoundsException if there is none; the message says why
     */
    public Artwork artwork(int row, int column, int index) {
        return find(row, column, index).orElseThrow(() -> {
            String place = "row " + row + ", column " + column;
            int rows = plan.rows().values().size();
            int columns = plan.columns().values().size();
            if (row < 0 || row >= rows || column < 0 || column >= columns) {
                return new IndexOutOfBoundsException(
                        "There is no " + place + "; this sweep has " + rows + " × " + columns + ", counted from 0.");
            }
            int planned = plan.cell(row, column).recipes().size();
            return new IndexOutOfBoundsException("There is no picture " + index + " in " + place + "; "
                    + (index < 0 || index >= planned
                            ? "it has " + planned + ", counted from 0."
                            : "the sweep was stopped before. Run it again for the rest."));
        });
    }

    /** Picture {@code index} of a row and column, all from 0, if there is one. */
    public Optional<Artwork> find(int row, int column, int index) {
        return pictures.stream()
                .filter(picture -> picture.row() == row && picture.column() == column && picture.index() == index)
                .map(Picture::artwork)
                .findFirst();
    }

    /** All pictures that there are, row by row. */
    public List<Artwork> artworks() {
        return pictures.stream().map(Picture::artwork).toList();
    }

    /**
     * A row for each picture: its place by the axes' labels; the natural logarithm of its probability, whole and divided by
     * the number of tokens drawn; the seconds it took, whether it was there before, and whether it is whole; its recipe,
     * with template and negative prompt where there is one.
     */
    public Table table() {
        return SweepTable.of(this);
    }

    /** The log-likelihood per token along the first axis, a line for each value of the second; pictures of a cell averaged. */
    public Chart<?, ?> chart() {
        return SweepChart.of(this);
    }

    /** All pictures on one sheet with their labels. */
    public BufferedImage sheet() {
        return new SweepSheet(this).draw();
    }

    /**
     * Writes the {@link #table()} as CSV, and creates missing folders.
     *
     * @return {@code file}
     * @throws UncheckedIOException if the file cannot be written
     */
    public Path csv(Path file) {
        return written(file, () -> table().write().csv(file.toFile()));
    }

    /** {@link #csv(Path)} for a path as text. */
    public Path csv(String file) {
        return csv(Path.of(file));
    }

    /**
     * Saves the sheet, the table and every picture as PNG with its recipe inside, called after its labels. What is there
     * under these names is overwritten.
     *
     * @param target a folder; or a file that ends in {@code .png} for the sheet alone
     * @return where they are, the sheet first
     * @throws UncheckedIOException if a file cannot be written
     */
    public List<Path> save(Path target) {
        if (target.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            return List.of(saveSheet(target));
        }
        List<Path> files = new ArrayList<>();
        files.add(saveSheet(target.resolve("sheet.png")));
        files.add(csv(target.resolve("sweep.csv")));
        for (Picture picture : pictures) {
            files.add(picture.artwork().save(target.resolve(fileName(picture))));
        }
        return files;
    }

    /** {@link #save(Path)} for a path as text. */
    public List<Path> save(String target) {
        return save(Path.of(target));
    }

    private Path saveSheet(Path file) {
        return written(file, () -> ImageIO.write(sheet(), "png", file.toFile()));
    }

    /** The place in front keeps the order, and apart what has the same letters. */
    private String fileName(Picture picture) {
        String row = plan.hasRows() ? label(plan.rows(), picture.row()) + "-" : "";
        String name = picture.row() + "-" + picture.column() + "-" + row + label(plan.columns(), picture.column());
        String words = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}.]+", "-");
        return words.substring(0, Math.min(words.length(), 80)).replaceAll("[-.]+$", "")
                + (picture.index() == 0 ? "" : "-" + picture.index()) + ".png";
    }

    private static String label(Axis axis, int value) {
        return axis.name() + "-" + axis.values().get(value).label();
    }

    private interface Writing {
        void write() throws IOException;
    }

    private static Path written(Path file, Writing writing) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            writing.write();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not write " + file + ": " + e.getMessage() + ". Choose a folder you may write to.", e);
        }
    }
}
