package org.imagine4j.magics.render;

/**
 * Colours that neighbours differ in, after Okabe and Ito, told apart with any kind of colour vision. They tint what has text
 * of the page's own colour, so they read well in light and dark themes.
 */
enum Hue {
    BLUE("0,114,178"),
    ORANGE("230,159,0"),
    GREEN("0,158,115"),
    PURPLE("204,121,167"),
    SKY("86,180,233"),
    VERMILION("213,94,0");

    private static final int GREY_LEVEL = 128;

    private final String rgb;

    Hue(String rgb) {
        this.rgb = rgb;
    }

    /** The hue of the token at a position. */
    static Hue of(int position) {
        return values()[Math.floorMod(position, values().length)];
    }

    /** A style of a thing of this hue: tinted, with a thick line below. */
    String css() {
        return "background:rgba(" + rgb + ",0.2);border-bottom:3px solid rgb(" + rgb + ");";
    }

    /** A background alone. */
    String tint() {
        return "background:rgba(" + rgb + ",0.25);";
    }

    /** For what has no hue: {@code <s>}, {@code </s>}. */
    static String grey() {
        return String.format("border-bottom:3px solid rgba(%1$d,%1$d,%1$d,0.6);", GREY_LEVEL);
    }
}
