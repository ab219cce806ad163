package org.imagine4j.magics.ijava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import io.github.spencerpark.jupyter.kernel.magic.registry.UndefinedMagicException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.jjava.JJavaMagics;
import org.imagine4j.magics.notebook.Mistake;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The magics in a kernel on IJava's base classes. The whole of it runs in a real Jupyter in {@code install/magics-all}. */
class IJavaKernelTest {

    @TempDir
    private static Path home;

    private final Studio studio = new Studio(() -> new ModelStore(home));
    private final TestKernel kernel = new TestKernel();

    @BeforeEach
    void install() {
        IJavaKernel.of(kernel).install(studio);
    }

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void magicsAreTheSameAsInJJava() {
        assertThat(JJavaMagics.lines()).isNotEmpty().allSatisfy(name -> {
            assertThat(kernel.getMagics().<Object>applyLineMagic(name, List.of("--help")))
                    .isNull();
        });
        assertThat(JJavaMagics.cells()).isNotEmpty().allSatisfy(name -> {
            assertThat(kernel.getMagics().<Object>applyCellMagic(name, List.of("--help"), "a cat"))
                    .isNull();
        });
        assertThatThrownBy(() -> kernel.getMagics().applyCellMagic("sweep", List.of(), "a cat"))
                .isInstanceOf(UndefinedMagicException.class);
    }

    @Test
    void notebooksNeedNoImports() {
        assertThat(kernel.evaluated).singleElement().asString().contains("import org.imagine4j.magics.*;");
    }

    @Test
    void mistakesHaveNoTrace() {
        assertThatThrownBy(() -> kernel.getMagics().applyLineMagic("imagine", List.of("--sede", "7", "a", "cat")))
                .isInstanceOf(Mistake.class)
                .hasNoCause()
                .hasMessageMatching("%imagine has no option --sede\\.\nDid you mean .*--seed\\? .*")
                .satisfies(mistake -> assertThat(mistake.getStackTrace()).isEmpty());
    }

    @Test
    void whereThereIsNoNotebookInstallSaysSo() {
        assertThatThrownBy(Imagine::install)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no Java notebook")
                .hasMessageContaining("Imagine.prompt");
    }

    /** Public, as IJava's is, because it is called by name. */
    public static final class TestKernel extends BaseKernel {

        private final Magics magics = new Magics();
        private final List<String> evaluated = new ArrayList<>();

        public Magics getMagics() {
            return magics;
        }

        public Object evalRaw(String code) {
            evaluated.add(code);
            return null;
        }

        @Override
        public DisplayData eval(String code) {
            throw new UnsupportedOperationException("no cells here");
        }

        @Override
        public LanguageInfo getLanguageInfo() {
            return new LanguageInfo.Builder("java").build();
        }
    }
}
