package org.imagine4j.kernel.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an archive is due, and what a command says of it. */
class StampTest {
    @TempDir
    Path folder;

    private ClassArchive archive;
    private Path jar;

    @BeforeEach
    void anArchiveAndItsJar() throws IOException {
        archive = new ClassArchive(folder.resolve("kernel-1.jsa"));
        jar = Files.writeString(folder.resolve("kernel.jar"), "classes");
        Files.writeString(archive.file(), "archived");
    }

    @Test
    void anArchiveIsCurrentOnceItIsMade() throws IOException {
        assertThat(stamp().isCurrent()).isFalse();
        assertThat(archive.exists()).isFalse();

        stamp().made();

        assertThat(stamp().isCurrent()).isTrue();
        assertThat(archive.exists()).isTrue();
    }

    @Test
    void itIsDueAgainWhenAJarChangesOrItselfDoes() throws IOException {
        stamp().made();
        Files.writeString(jar, "other classes");
        assertThat(stamp().isCurrent()).isFalse();

        stamp().made();
        Files.writeString(archive.file(), "archi");
        assertThat(stamp().isCurrent()).isFalse();
        assertThat(archive.exists()).isFalse();

        stamp().made();
        Files.delete(archive.file());
        assertThat(stamp().isCurrent()).isFalse();
    }

    @Test
    void aFailureIsNotRepeatedTheSameDay() throws IOException {
        stamp().failed();
        assertThat(stamp().isCurrent()).isTrue();
        assertThat(archive.exists()).isFalse();

        Files.setLastModifiedTime(
                archive.beside(Stamp.SUFFIX), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        assertThat(stamp().isCurrent()).isFalse();
    }

    @Test
    void aCommandNamesItsArchive() {
        assertThat(ClassArchive.namedIn(archive.arguments())).contains(archive);
        assertThat(ClassArchive.namedIn(List.of("java", "-cp", "kernel.jar"))).isEmpty();
        assertThat(ClassArchive.namedIn(List.of("-XX:SharedArchiveFile=/elsewhere/own.jsa")))
                .isEmpty();
    }

    @Test
    void otherCommandsHaveOtherArchives() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        ClassArchive one =
                ClassArchive.of(folder, List.of(java, "-cp", "a.jar")).orElseThrow();
        ClassArchive other =
                ClassArchive.of(folder, List.of(java, "-cp", "b.jar")).orElseThrow();

        assertThat(one)
                .isEqualTo(
                        ClassArchive.of(folder, List.of(java, "-cp", "a.jar")).orElseThrow());
        assertThat(one.file()).isNotEqualTo(other.file()).hasParentRaw(folder);
        assertThat(ClassArchive.of(folder, List.of(folder.resolve("bin/java").toString())))
                .isEmpty();
    }

    @Test
    void foldersCannotBeArchived() {
        assertThat(Stamp.folderIn(List.of(jar))).isEmpty();
        assertThat(Stamp.folderIn(List.of(jar, folder))).contains(folder);
    }

    private Stamp stamp() throws IOException {
        return new Stamp(archive, List.of(jar));
    }
}
