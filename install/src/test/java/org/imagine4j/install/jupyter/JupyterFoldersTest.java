package org.imagine4j.install.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The folders of Jupyter's documentation. */
class JupyterFoldersTest {
    private static final Path HOME = Path.of("/home/ada");

    @Test
    void linux() {
        assertThat(ofUser(OperatingSystem.LINUX, Map.of())).isEqualTo(HOME.resolve(".local/share/jupyter"));
        assertThat(ofUser(OperatingSystem.LINUX, Map.of("XDG_DATA_HOME", "/data")))
                .isEqualTo(Path.of("/data/jupyter"));
    }

    @Test
    void macOs() {
        assertThat(ofUser(OperatingSystem.MACOS, Map.of("XDG_DATA_HOME", "/data")))
                .isEqualTo(HOME.resolve("Library/Jupyter"));
    }

    @Test
    void windows() {
        assertThat(ofUser(OperatingSystem.WINDOWS, Map.of("APPDATA", "/roaming")))
                .isEqualTo(Path.of("/roaming/jupyter"));
        assertThat(ofUser(OperatingSystem.WINDOWS, Map.of())).isEqualTo(HOME.resolve("AppData/Roaming/jupyter"));
    }

    @Test
    void aChosenFolderGoesBeforeAll() {
        for (OperatingSystem system : OperatingSystem.values()) {
            assertThat(ofUser(system, Map.of("JUPYTER_DATA_DIR", "/chosen", "APPDATA", "/roaming")))
                    .isEqualTo(Path.of("/chosen"));
        }
    }

    @Test
    void aRelativeFolderCountsFromTheWorkingFolder() {
        assertThat(ofUser(OperatingSystem.LINUX, Map.of("JUPYTER_DATA_DIR", "mine")))
                .isEqualTo(Path.of("/elsewhere/mine"));
    }

    private static Path ofUser(OperatingSystem system, Map<String, String> variables) {
        return JupyterFolders.ofUser(new Environment(variables, HOME, Path.of("/elsewhere"), system));
    }
}
