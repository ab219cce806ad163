package org.imagine4j.magics.option;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.gallery.GalleryId;
import org.imagine4j.magics.gallery.GalleryQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code %gallery}: words to search for, or a verb and what it is done to. */
@Command(
        name = "%" + GalleryOptions.NAME,
        header = "Shows what was drawn, in this session and in earlier ones, and finds it again.",
        description = {
            "Alone: the newest runs. WORDS: the runs with all of these words in a prompt. 12: the pictures of run 12.",
            "open 12.3: picture 3 of run 12 with all its settings; its value is the picture.",
            "remake 12.3: draws it once more, as a new run, and says whether it is the same to the last token.",
            "compare 12.3 14.0: two pictures side by side, their settings, and where their tokens differ.",
            "delete 12 14.0: deletes runs and pictures.",
            "Everything is kept as PNG files with their recipes inside, until there are more than 5,000 pictures or 1 GB:"
                    + " then the oldest runs go. The environment variable IMAGINE_GALLERY names the folder, or is off."
        },
        footer = {
            "%gallery",
            "%gallery cat crown --since 7d",
            "Artwork cat = %gallery open 12.3",
            "%gallery compare 12.3 14.0",
            "%imagine --from 12.3 --keep 4"
        })
public final class GalleryOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "gallery";

    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d");

    /** What can be done with the gallery. */
    public enum Verb {
        /** Shows runs; nothing is typed for it. */
        LIST,
        /** Shows the pictures of a run; nothing is typed for it but its number. */
        SHOW,
        OPEN,
        REMAKE,
        COMPARE,
        DELETE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Those that are typed. */
        static Stream<Verb> typed() {
            return Stream.of(OPEN, REMAKE, COMPARE, DELETE);
        }
    }

    @Parameters(
            arity = "0..*",
            paramLabel = "WORDS",
            completionCandidates = Candidates.Kept.class,
            description = "What to search for, or what to do: open, remake, compare or delete, and which pictures.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            order = 10,
            completionCandidates = Candidates.Models.class,
            description = "Only pictures by this model; a part of its name will do.")
    private String model;

    @Option(
            names = "--since",
            paramLabel = "DAY",
            order = 20,
            description = "Only pictures of this day or later: 2026-11-01, today, yesterday, or 7d for seven days ago.")
    private String since;

    @Option(names = "--until", paramLabel = "DAY", order = 30, description = "Only pictures of this day or earlier.")
    private String until;

    @Option(names = "--page", paramLabel = "N", order = 40, description = "An older page of the runs (default: 1).")
    private Integer page;

    /**
     * What to do. A verb counts as one if what follows could be what a picture is called; otherwise all words are searched
     * for.
     */
    public Verb verb() {
        if (words.size() == 1 && GalleryId.isId(words.get(0))) {
            return GalleryId.isPicture(words.get(0)) ? Verb.OPEN : Verb.SHOW;
        }
        return typedVerb()
                .filter(verb -> words.size() == 1 || startsWithDigit(words.get(1)))
                .orElse(Verb.LIST);
    }

    private Optional<Verb> typedVerb() {
        return words.isEmpty()
                ? Optional.empty()
                : Verb.typed().filter(verb -> verb.word().equals(words.get(0))).findFirst();
    }

    private static boolean startsWithDigit(String word) {
        return !word.isEmpty() && Character.isDigit(word.charAt(0));
    }

    /**
     * What to do it to.
     *
     * @throws RuntimeException if something else was said, or too much or too little; the message has two lines for the user
     */
    public List<GalleryId> ids() {
        List<String> typed = typedVerb().isPresent() ? words.subList(1, words.size()) : words;
        boolean right =
                switch (verb()) {
                    case LIST, SHOW, OPEN, REMAKE -> typed.size() == 1;
                    case COMPARE -> typed.size() == 2;
                    case DELETE -> !typed.isEmpty();
                };
        if (!right) {
            String example = verb() == Verb.COMPARE ? "12.3 14.0" : "12.3";
            throw new UsageException(
                    "%" + NAME + " " + words.get(0) + " needs to know "
                            + (verb() == Verb.COMPARE ? "which two pictures." : "which picture."),
                    "Type %" + NAME + " " + words.get(0) + " " + example + "; %" + NAME + " shows what there is.");
        }
        return typed.stream().map(GalleryId::of).toList();
    }

    /**
     * What to look for.
     *
     * @throws UsageException if a day is none
     */
    public GalleryQuery query() {
        GalleryQuery query = GalleryQuery.ALL.withWords(words);
        query = model == null ? query : query.withModel(model);
        query = since == null ? query : query.withSince(day("since", since));
        return until == null ? query : query.withUntil(day("until", until));
    }

    private static LocalDate day(String option, String typed) {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        Matcher days = DAYS.matcher(typed);
        if (days.matches()) {
            return today.minusDays(Integer.parseInt(days.group(1)));
        }
        return switch (typed.toLowerCase(Locale.ROOT)) {
            case "today" -> today;
            case "yesterday" -> today.minusDays(1);
            default -> date(option, typed);
        };
    }

    private static LocalDate date(String option, String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeParseException e) {
            throw new UsageException(
                    option + " is " + typed + "; it must be a day.",
                    "Give it as in 2026-11-01, or as today, yesterday, or 7d for seven days ago.");
        }
    }

    /**
     * Which page to show, from 1.
     *
     * @throws UsageException if there can be no such page
     */
    public int page() {
        if (page != null && page < 1) {
            throw new UsageException(
                    "page is " + page + "; it must be 1 or more.", "Leave it out for the newest runs.");
        }
        return page == null ? 1 : page;
    }

    /** What was typed, without the page. */
    public String command() {
        StringBuilder command = new StringBuilder("%" + NAME);
        words.forEach(word -> command.append(' ').append(quoted(word)));
        append(command, "--model", model);
        append(command, "--since", since);
        append(command, "--until", until);
        return command.toString();
    }

    private static void append(StringBuilder command, String option, String value) {
        if (value != null) {
            command.append(' ').append(option).append(' ').append(quoted(value));
        }
    }

    private static String quoted(String word) {
        return word.contains(" ") ? "\"" + word + "\"" : word;
    }
}
