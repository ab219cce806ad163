package org.imagine4j.kernel;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.imagine4j.kernel.core.History;

/**
 * Where the history lies: {@code $IMAGINE_HISTORY}, a file, or {@code off} to remember this session only; else {@code
 * history.jsonl} in {@code $IMAGINE_HOME}, or in {@code imagine} in the platform's folder for what programs remember.
 */
final class HistoryLocation {
    private static final String FILE = "history.jsonl";
    private static final String OFF = "off";

    private HistoryLocation() {}

    static History history(Map<String, String> environment) {
        return file(environment, System.getProperty("os.name"), Path.of(System.getProperty("user.home")))
                .map(History::in)
                .orElseGet(History::ofThisSession);
    }

    /** The history's file; empty if there shall be none. */
    static Optional<Path> file(Map<String, String> environment, String operatingSystem, Path user) {
        String chosen = environment.getOrDefault("IMAGINE_HISTORY", "");
        if (!chosen.isBlank()) {
            return chosen.equalsIgnoreCase(OFF) ? Optional.empty() : Optional.of(Path.of(chosen));
        }
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        Path platform = system.startsWith("windows")
                ? folder(environment, "LOCALAPPDATA", user.resolve("AppData/Local"))
                : system.startsWith("mac")
                        ? user.resolve("Library/Application Support")
                        : folder(environment, "XDG_STATE_HOME", user.resolve(".local/state"));
        return Optional.of(
                folder(environment, "IMAGINE_HOME", platform.resolve("imagine")).resolve(FILE));
    }

    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        return value.isBlank() ? otherwise : Path.of(value);
    }
}
