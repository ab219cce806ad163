package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonsTest {
    private static final Path NOTEBOOKS = Program.ROOT.resolve("notebooks");

    @TempDir
    private Path folder;

    @Test
    void everyNotebookIsALesson() throws IOException {
        try (Stream<Path> files = Files.list(NOTEBOOKS)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".ipynb")))
                    .containsExactlyInAnyOrderElementsOf(Lessons.NAMES);
        }
    }

    @Test
    void allAreLaidAndTheFirstIsOpened() throws IOException {
        Path work = folder.resolve("not/there/yet");

        assertThat(new Lessons(work).lay()).isEqualTo(work.resolve("01-first-images.ipynb"));

        for (String name : Lessons.NAMES) {
            assertThat(work.resolve(name)).hasSameBinaryContentAs(NOTEBOOKS.resolve(name));
        }
    }

    @Test
    void whatThePersonHasChangedStays() throws IOException {
        new Lessons(folder).lay();
        Files.writeString(folder.resolve("03-sampling.ipynb"), "mine");
        Files.delete(folder.resolve("04-self-portrait.ipynb"));

        new Lessons(folder).lay();
        new Lessons(folder).lay();

        assertThat(folder.resolve("03-sampling.ipynb")).hasContent("mine");
        assertThat(folder.resolve("04-self-portrait.ipynb")).exists();
    }

    @Test
    void whatWasThereBeforeStays() throws IOException {
        Files.writeString(folder.resolve("01-first-images.ipynb"), "from an earlier Imagine, or mine");
        Files.writeString(folder.resolve(".imagine-lessons.json"), "{broken");

        new Lessons(folder).lay();

        assertThat(folder.resolve("01-first-images.ipynb")).hasContent("from an earlier Imagine, or mine");
    }

    /** As an earlier Imagine would have left it: an older lesson, and its digest in the record. */
    @Test
    void anOlderLessonThatIsUnchangedIsReplaced() throws IOException {
        new Lessons(folder).lay();
        Path record = folder.resolve(".imagine-lessons.json");
        Files.writeString(folder.resolve("03-sampling.ipynb"), "old");
        Files.writeString(
                record,
                Files.readString(record)
                        .replaceFirst(
                                "(\"03-sampling.ipynb\":\")[^\"]*",
                                "$1cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4"));

        new Lessons(folder).lay();

        assertThat(folder.resolve("03-sampling.ipynb")).hasSameBinaryContentAs(NOTEBOOKS.resolve("03-sampling.ipynb"));
    }
}
