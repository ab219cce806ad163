package org.imagine4j.install.terminal;

import picocli.CommandLine.Help.Ansi.Style;

/** The sign at the start of a line that says how something went. */
public enum Mark {
    /** It works. */
    GOOD("✓", "ok", Style.fg_green),
    /** It works, and there is something to know. */
    NOTE("●", "--", Style.fg_yellow),
    /** It does not work. */
    BAD("✗", "!!", Style.fg_red);

    private final String symbol;
    private final String ascii;
    private final Style colour;

    Mark(String symbol, String ascii, Style colour) {
        this.symbol = symbol;
        this.ascii = ascii;
        this.colour = colour;
    }

    String text(boolean unicode) {
        return unicode ? symbol : ascii;
    }

    Style colour() {
        return colour;
    }
}
