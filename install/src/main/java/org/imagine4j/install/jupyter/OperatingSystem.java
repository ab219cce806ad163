package org.imagine4j.install.jupyter;

import java.util.Locale;

/** The operating systems whose folders differ. */
public enum OperatingSystem {
    LINUX,
    MACOS,
    WINDOWS;

    /** @param name the value of the system property {@code os.name} */
    static OperatingSystem named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            return WINDOWS;
        }
        return lower.startsWith("mac") ? MACOS : LINUX;
    }
}
