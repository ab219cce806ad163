package org.imagine4j.magics.gallery;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run of the gallery, or one of its pictures, is called: {@code 12} is a run, {@code 12.3} its picture 3.
 *
 * @param run from 1, the newest highest
 * @param picture from 0, in the order of the run's pictures; empty for the whole run
 */
public record GalleryId(int run, OptionalInt picture) {

    private static final Pattern TYPED = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,6}))?");

    /** A picture. */
    public GalleryId(int run, int picture) {
        this(run, OptionalInt.of(picture));
    }

    /**
     * What somebody typed.
     *
     * @throws GalleryException if it is no such thing
     */
    public static GalleryId of(String typed) {
        Matcher numbers = TYPED.matcher(typed);
        if (!numbers.matches()) {
            throw new GalleryException(
                    "\"" + typed + "\" is neither a run of the gallery nor one of its pictures.",
                    "Give a run's number, as in 12, or a run and a picture, as in 12.3.");
        }
        int run = Integer.parseInt(numbers.group(1));
        return numbers.group(2) == null
                ? new GalleryId(run, OptionalInt.empty())
                : new GalleryId(run, Integer.parseInt(numbers.group(2)));
    }

    /** Whether somebody typed the name of a run or of a picture, there or not. */
    public static boolean isId(String typed) {
        return TYPED.matcher(typed).matches();
    }

    /** Whether somebody typed the name of a picture, there or not. */
    public static boolean isPicture(String typed) {
        return isId(typed) && of(typed).picture().isPresent();
    }

    @Override
    public String toString() {
        return picture.isEmpty() ? String.valueOf(run) : run + "." + picture.getAsInt();
    }
}
