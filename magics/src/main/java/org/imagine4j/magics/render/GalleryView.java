package org.imagine4j.magics.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imagine4j.magics.gallery.Gallery;
import org.imagine4j.magics.gallery.GalleryEntry;
import org.imagine4j.magics.gallery.GalleryException;
import org.imagine4j.magics.gallery.GalleryQuery;
import org.imagine4j.magics.gallery.GalleryRun;

/**
 * Some of the gallery as small pictures, each over what it is called and was drawn from.
 *
 * @param prompt what all of them were drawn from; empty if the cards tell
 * @param cards in order
 * @param status what is shown, in a few words
 * @param facts what else there is to say
 */
public record GalleryView(String prompt, List<Card> cards, String status, List<String> facts) implements View {

    /** Runs on a page. */
    public static final int PAGE = 12;

    /** Width and height of a card's picture on the page, and at most in its own pixels. */
    private static final int SIDE = 168;

    private static final int SHEET_COLUMNS = 6;
    private static final int SHEET_SIDE = 72;
    private static final int SHEET_GAP = 8;
    private static final int SHEET_LINE = 18;
    private static final int LONGEST_PROMPT = 90;

    /**
     * A run, or one of its pictures.
     *
     * @param name what it is called
     * @param label what it was drawn from
     * @param facts the small print below
     * @param thumbnail the pictures
     */
    record Card(String name, String label, List<String> facts, BufferedImage thumbnail) {

        static Card of(GalleryRun run) {
            List<GalleryEntry> pictures = run.pictures();
            return new Card(
                    String.valueOf(run.number()),
                    label(pictures),
                    List.of(
                            Words.count(pictures.size(), "picture") + Words.DOT + models(pictures),
                            seeds(pictures),
                            Words.moment(run.time())),
                    thumbnail(pictures));
        }

        /** @param label what it was drawn from, as far as that is not said of the whole run */
        static Card of(GalleryEntry picture, String label, List<String> facts) {
            return new Card(picture.id().toString(), label, facts, thumbnail(List.of(picture)));
        }

        private static BufferedImage thumbnail(List<GalleryEntry> pictures) {
            List<BufferedImage> images =
                    pictures.stream().limit(Mosaic.MOST).map(Card::image).toList();
            int natural =
                    images.stream().mapToInt(BufferedImage::getWidth).max().orElse(1);
            return Mosaic.of(images, images.size() == 1 ? Math.min(SIDE, natural) : SIDE);
        }

        /** What is damaged stands there as an empty square, with its name to delete it by. */
        private static BufferedImage image(GalleryEntry picture) {
            try {
                return picture.image();
            } catch (GalleryException e) {
                return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
            }
        }

        /** The prompts; where a template made them, that. */
        private static String label(List<GalleryEntry> pictures) {
            List<String> typed = pictures.stream()
                    .map(picture -> picture.picture().template())
                    .distinct()
                    .toList();
            List<String> prompts = pictures.stream()
                    .map(picture -> picture.recipe().prompt())
                    .distinct()
                    .toList();
            List<String> said = prompts.size() == 1 ? prompts : typed;
            return said.get(0) + (said.size() == 1 ? "" : " and " + Words.count(said.size() - 1, "more prompt"));
        }

        private static String models(List<GalleryEntry> pictures) {
            return pictures.stream()
                    .map(picture -> picture.recipe().model().name())
                    .distinct()
                    .collect(Collectors.joining(", "));
        }

        private static String seeds(List<GalleryEntry> pictures) {
            List<Long> seeds = pictures.stream()
                    .map(picture -> picture.recipe().seed())
                    .distinct()
                    .toList();
            return seeds.size() == 1 ? "seed " + seeds.get(0) : Words.count(seeds.size(), "seed");
        }

        private String line() {
            List<String> all = new ArrayList<>(facts);
            if (!label.isEmpty()) {
                all.add(Words.shortened(label, LONGEST_PROMPT));
            }
            return name + "  " + String.join(Words.DOT, all);
        }

        private Html html() {
            return Html.element("div")
                    .style("min-width:0")
                    .add(Html.element("img")
                            .with("src", DataUri.thumbnail(thumbnail))
                            .with("alt", label.isEmpty() ? "Gallery " + name : "Gallery " + name + ": " + label)
                            .with("width", SIDE)
                            .with("height", SIDE * thumbnail.getHeight() / thumbnail.getWidth())
                            .style("display:block;box-sizing:border-box;max-width:100%;height:auto;margin:0 0 4px;"
                                    + Frame.EDGE))
                    .add(Html.element("div")
                            .style("line-height:1.35;overflow-wrap:break-word")
                            .with("title", label)
                            .add(Html.element("b").text(name))
                            .text(" ")
                            .add(Html.element("bdi").text(Words.shortened(label, LONGEST_PROMPT))))
                    .addAll(facts.stream()
                            .map(fact -> Html.element("div")
                                    .style("font-size:0.85em;line-height:1.4;opacity:0.7")
                                    .text(fact))
                            .toList());
        }
    }

    public GalleryView {
        cards = List.copyOf(cards);
        facts = List.copyOf(facts);
    }

    /**
     * The newest runs of what is looked for.
     *
     * @param page from 1
     * @param command what was typed for it, to tell how to see the next page
     */
    public static GalleryView page(Gallery gallery, GalleryQuery query, int page, String command) {
        List<GalleryRun> runs = gallery.runs(query)
                .skip((long) PAGE * (page - 1))
                .limit(PAGE + 1L)
                .toList();
        if (runs.isEmpty()) {
            return new GalleryView("", List.of(), nothing(query, page), List.of("%imagine draws something for it"));
        }
        List<Card> cards = runs.stream().limit(PAGE).map(Card::of).toList();
        String shown = Words.count(cards.size(), "run") + ", the newest first" + (page == 1 ? "" : ", page " + page);
        Stream<String> next =
                runs.size() > PAGE ? Stream.of(command + " --page " + (page + 1) + " shows older ones") : Stream.of();
        int newest = runs.get(0).number();
        return new GalleryView(
                "",
                cards,
                shown,
                Stream.concat(next, Stream.of("%gallery " + newest + " shows the pictures of run " + newest))
                        .toList());
    }

    /** The newest runs of a gallery. */
    public static GalleryView newest(Gallery gallery) {
        return page(gallery, GalleryQuery.ALL, 1, "%gallery");
    }

    private static String nothing(GalleryQuery query, int page) {
        if (page > 1) {
            return "There is no page " + page + " in the gallery";
        }
        return query.isAll() ? "The gallery is empty" : "Nothing in the gallery is like that";
    }

    /** The pictures of a run. What they have in common is said once. */
    public static GalleryView of(GalleryRun run) {
        List<GalleryEntry> pictures = run.pictures();
        boolean onePrompt = same(pictures, picture -> picture.recipe().prompt());
        boolean oneSeed = same(pictures, picture -> picture.recipe().seed());
        List<Card> cards = pictures.stream()
                .map(picture -> Card.of(
                        picture,
                        onePrompt ? "" : picture.recipe().prompt(),
                        oneSeed ? List.of() : List.of("seed " + picture.recipe().seed())))
                .toList();
        List<String> facts = new ArrayList<>();
        if (oneSeed) {
            facts.add("seed " + pictures.get(0).recipe().seed());
        }
        facts.add("model " + Card.models(pictures));
        facts.add(Words.moment(run.time()));
        facts.add("%gallery open " + pictures.get(0).id() + " shows one with its settings");
        return new GalleryView(
                onePrompt ? pictures.get(0).recipe().prompt() : "",
                cards,
                "run " + run.number() + ", " + Words.count(pictures.size(), "picture"),
                facts);
    }

    private static boolean same(List<GalleryEntry> pictures, Function<GalleryEntry, Object> property) {
        return pictures.stream().map(property).distinct().count() == 1;
    }

    @Override
    public String text() {
        return Stream.of(Stream.of(prompt), cards.stream().map(Card::line), Stream.of(caption()))
                .flatMap(lines -> lines)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String caption() {
        return Stream.concat(Stream.of(status), facts.stream()).collect(Collectors.joining(Words.DOT));
    }

    @Override
    public String html() {
        Html grid = Html.element("div")
                .style("display:grid;grid-template-columns:repeat(auto-fill, minmax(0, " + SIDE + "px));gap:16px 16px;"
                        + "margin:0 0 12px")
                .addAll(cards.stream().map(Card::html).toList());
        List<Html> content = new ArrayList<>();
        if (!prompt.isEmpty()) {
            content.add(Grid.prompt(prompt, ""));
        }
        if (!cards.isEmpty()) {
            content.add(grid);
        }
        return Frame.around(content, Frame.caption(status, facts)).toString();
    }

    /** The same pictures, smaller and with fewer colours, over what they are called. */
    @Override
    public Optional<byte[]> png() {
        if (cards.isEmpty()) {
            return Optional.empty();
        }
        int columns = Math.min(SHEET_COLUMNS, cards.size());
        int rows = (cards.size() + columns - 1) / columns;
        int height = SHEET_SIDE + SHEET_LINE;
        BufferedImage sheet = new BufferedImage(
                columns * (SHEET_SIDE + SHEET_GAP) - SHEET_GAP, rows * height, BufferedImage.TYPE_USHORT_555_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setColor(Color.DARK_GRAY);
        for (int i = 0; i < cards.size(); i++) {
            int x = i % columns * (SHEET_SIDE + SHEET_GAP);
            int y = i / columns * height;
            graphics.drawImage(Mosaic.of(List.of(cards.get(i).thumbnail()), SHEET_SIDE), x, y, null);
            graphics.drawString(cards.get(i).name(), x, y + height - 5);
        }
        graphics.dispose();
        return Optional.of(Png.encode(sheet));
    }
}
