package org.imagine4j.magics.jjava;

import java.nio.file.Path;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.imagine4j.magics.Studio;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of a magic in a kernel on JJava's base classes, with the bundled model; a studio for each test class. */
abstract class MagicTest {

    @TempDir
    private static Path home;

    static Studio studio;

    final NotebookKernel kernel = new NotebookKernel();

    @BeforeAll
    static void openStudio() {
        studio = new Studio(() -> new ModelStore(home));
    }

    @AfterAll
    static void closeStudio() {
        studio.close();
    }

    @BeforeEach
    void install() {
        new ImagineExtension(studio).install(kernel);
    }

    /** What the display that was opened last shows now. */
    final DisplayData last() {
        List<DisplayData> display = kernel.displays().get(kernel.displays().size() - 1);
        return display.get(display.size() - 1);
    }

    /** {@link #last()} as HTML. */
    final String shown() {
        return html(last());
    }

    static String html(DisplayData data) {
        return String.valueOf(data.getData(MIMEType.TEXT_HTML));
    }

    static String text(DisplayData data) {
        return String.valueOf(data.getData(MIMEType.TEXT_PLAIN));
    }
}
