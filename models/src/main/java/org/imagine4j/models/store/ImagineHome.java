package org.imagine4j.models.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The folder where everything that Imagine keeps on this machine lies. */
public final class ImagineHome {

    private ImagineHome() {}

    /** {@code $IMAGINE_HOME}, or {@code imagine} in the platform's cache folder. */
    public static Path locate() {
        return locate(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    static Path locate(Map<String, String> environment, String osName, Path userHome) {
        String chosen = environment.getOrDefault("IMAGINE_HOME", "");
        if (!chosen.isBlank()) {
            return Path.of(chosen).toAbsolutePath();
        }
        return cacheFolder(environment, osName.toLowerCase(Locale.ROOT), userHome)
                .resolve("imagine");
    }

    private static Path cacheFolder(Map<String, String> environment, String osName, Path userHome) {
        if (osName.contains("win")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return local.isBlank() ? userHome.resolve("AppData").resolve("Local") : Path.of(local);
        }
        if (osName.contains("mac")) {
            return userHome.resolve("Library").resolve("Caches");
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        return cache.isBlank() ? userHome.resolve(".cache") : Path.of(cache);
    }
}
