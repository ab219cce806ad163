package org.imagine4j.magics.render;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation.Outcome;
import org.imagine4j.inference.Recipe;
import org.imagine4j.magics.sweep.SweepPlan;
import org.imagine4j.magics.sweep.SweepResult;

/** The pictures of a sweep, finished or stopped. */
public record SweepView(SweepResult result) implements View {

    /** With the log-likelihood of each cell, for pictures cannot be shown. */
    @Override
    public String text() {
        SweepPlan plan = result.plan();
        StringBuilder text = new StringBuilder();
        plan.heading().ifPresent(heading -> text.append(heading).append('\n'));
        for (SweepResult.Picture picture : result.pictures()) {
            text.append(place(picture)).append('\n');
        }
        return text.append(status())
                .append(Words.DOT)
                .append(String.join(Words.DOT, facts()))
                .toString();
    }

    private String place(SweepResult.Picture picture) {
        SweepPlan plan = result.plan();
        String row = plan.hasRows()
                ? plan.rows().name() + " "
                        + plan.rows().values().get(picture.row()).label() + ", "
                : "";
        String column = plan.columns().name() + " "
                + plan.columns().values().get(picture.column()).label();
        return row
                + column
                + String.format(
                        Locale.ROOT,
                        "%s: log-likelihood %.1f",
                        picture.index() == 0 ? "" : ", picture " + picture.index(),
                        picture.artwork().logLikelihood());
    }

    @Override
    public String html() {
        Map<Recipe, Picture> made = new HashMap<>();
        result.artworks().forEach(artwork -> made.computeIfAbsent(artwork.recipe(), recipe -> Picture.of(artwork)));
        PictureSize size =
                result.artworks().stream().findFirst().map(PictureSize::of).orElse(new PictureSize(1, 1));
        List<Picture> pictures = result.plan().recipes().stream()
                .map(recipe -> made.getOrDefault(recipe, Picture.blank(recipe, recipe.prompt(), size)))
                .toList();
        return Frame.around(new SweepGrid(result.plan(), pictures).html(), Frame.caption(status(), facts()))
                .toString();
    }

    /**
     * All pictures on one sheet with their labels, half as large as the one that is saved, for it lies in the notebook; none
     * on a computer without fonts, for the page is not to fail with it.
     */
    @Override
    public Optional<byte[]> png() {
        if (result.pictures().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Png.encode(half(result.sheet())));
        } catch (LinkageError | InternalError e) {
            return Optional.empty();
        }
    }

    private static BufferedImage half(BufferedImage sheet) {
        BufferedImage half = new BufferedImage(sheet.getWidth() / 2, sheet.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = half.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(sheet, 0, 0, half.getWidth(), half.getHeight(), null);
        graphics.dispose();
        return half;
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>(result.plan().settings());
        result.plan().cells().stream()
                .flatMap(cell -> cell.placement().note().stream())
                .distinct()
                .forEach(facts::add);
        facts.addAll(result.notes());
        return facts;
    }

    private String status() {
        int there = result.pictures().size();
        int cached = (int)
                result.pictures().stream().filter(SweepResult.Picture::cached).count();
        String time = Words.time(result.time());
        if (result.outcome() == Outcome.STOPPED) {
            return stopped(time);
        }
        if (cached == there) {
            return Words.count(there, "picture") + ", all drawn before";
        }
        return Words.count(there, "picture") + " in " + time
                + (cached == 0 ? "" : ", " + cached + " of them drawn before");
    }

    private String stopped(String time) {
        long whole = result.artworks().stream().filter(Artwork::complete).count();
        long partly = result.pictures().size() - whole;
        String kept = Stream.of(whole == 0 ? "" : whole + " whole", partly == 0 ? "" : partly + " partly painted")
                .filter(words -> !words.isEmpty())
                .reduce((one, other) -> one + " and " + other)
                .orElse("none");
        return "Stopped after " + time + "; kept " + kept + " of "
                + Words.count(result.plan().recipes().size(), "picture");
    }
}
