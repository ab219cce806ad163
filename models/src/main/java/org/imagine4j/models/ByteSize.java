package org.imagine4j.models;

import java.util.Locale;

/** Amounts of bytes as people read them, in powers of ten as hubs and file managers count. */
public final class ByteSize {

    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private ByteSize() {}

    /** For example {@code 812 bytes}, {@code 34 MB}, {@code 1.75 GB}. */
    public static String text(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        double amount = bytes;
        int unit = -1;
        while (amount >= 999.5 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        String digits = amount < 9.995 ? "%.2f" : amount < 99.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, digits, amount) + " " + UNITS[unit];
    }
}
