package org.imagine4j.magics.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation;
import org.imagine4j.magics.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class GalleryTest {

    @TempDir
    private Path folder;

    private Gallery gallery() {
        return new Gallery(folder.resolve("gallery"));
    }

    @Test
    void aRunIsKeptWithEverythingThatMadeIt() {
        Generation generation = Samples.finished("a cat", 3);

        Gallery earlier = gallery();
        Generation kept = earlier.keep(generation);
        earlier.flush();

        Gallery later = gallery();
        assertThat(kept.artworks()).isEqualTo(generation.artworks());
        assertThat(kept.notes()).containsExactly("gallery 1");
        Artwork read = later.open("1.2");
        assertThat(read.recipe()).isEqualTo(generation.artwork(2).recipe());
        assertThat(read.tokens()).isEqualTo(generation.artwork(2).tokens());
        assertThat(read.logLikelihood()).isEqualTo(generation.artwork(2).logLikelihood());
        assertThat(read.png()).isEqualTo(generation.artwork(2).png());
    }

    @Test
    void whoReadsWaitsForWhatIsUnderWay() {
        Gallery gallery = gallery();

        IntStream.range(0, 5).forEach(i -> gallery.keep(Samples.finished("cat " + i, 4)));

        assertThat(gallery.stream()).hasSize(20);
        assertThat(gallery.stream().map(entry -> entry.id().toString()))
                .as("the newest run first, its pictures in order")
                .startsWith("5.0", "5.1", "5.2", "5.3", "4.0");
    }

    @Test
    void stoppedRunsAreKeptAsFarAsTheyGot() {
        Gallery gallery = gallery();

        gallery.keep(Samples.stopped("a cat", 8, 3));
        Generation nothing = gallery.keep(Samples.stopped("a dog"));

        assertThat(nothing.notes()).isEmpty();
        assertThat(gallery.stream()).hasSize(2);
        assertThat(gallery.open("1.1").tokens().rowsFilled()).isEqualTo(3);
        assertThat(gallery.open("1.1").image().getHeight()).isEqualTo(24);
    }

    @Test
    void manyWritersNeverGetTheSameNumber() {
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Gallery gallery = gallery();
            writers.add(CompletableFuture.runAsync(() -> {
                for (int run = 0; run < 10; run++) {
                    gallery.keep(Samples.finished("a cat", 2));
                }
                gallery.flush();
            }));
        }
        writers.forEach(CompletableFuture::join);

        assertThat(gallery().runs(GalleryQuery.ALL).map(GalleryRun::number))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 80).map(i -> 81 - i).boxed().toList());
        assertThat(gallery().runs(GalleryQuery.ALL))
                .allMatch(run -> run.pictures().size() == 2);
    }

    @Test
    void manyProcessesNeverGetTheSameNumber() throws Exception {
        List<Process> kernels = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            kernels.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Kernel.class.getName(),
                            folder.resolve("gallery").toString())
                    .inheritIO()
                    .start());
        }
        for (Process kernel : kernels) {
            assertThat(kernel.waitFor()).isZero();
        }

        assertThat(gallery().runs(GalleryQuery.ALL).map(run -> run.pictures().size()))
                .hasSize(40)
                .containsOnly(1);
    }

    /** A process that draws. */
    static final class Kernel {

        private Kernel() {}

        public static void main(String[] arguments) {
            Gallery gallery = new Gallery(Path.of(arguments[0]));
            for (int i = 0; i < 20; i++) {
                gallery.keep(Samples.finished("a cat", 1));
            }
            gallery.flush();
        }
    }

    @Test
    void picturesAreFoundByTheirWords() {
        Gallery gallery = gallery();
        gallery.keep(Samples.finished("a Cat wearing a crown", 2));
        gallery.keep(Samples.finished("a dog with a crown", 1));
        gallery.keep(Samples.finished("un café à la crème", 1));

        assertThat(ids(gallery.find("crown"))).containsExactly("2.0", "1.0", "1.1");
        assertThat(ids(gallery.find("CROWN cat"))).containsExactly("1.0", "1.1");
        assertThat(ids(gallery.find("CAFÉ"))).containsExactly("3.0");
        assertThat(gallery.find("crown bird")).isEmpty();
        assertThat(ids(gallery.find(GalleryQuery.ALL.withWords(List.of("with a crown")))))
                .as("words that stand together")
                .containsExactly("2.0");
        assertThat(gallery.find(GalleryQuery.of("crown").withModel("TO"))).hasSize(3);
        assertThat(gallery.find(GalleryQuery.of("crown").withModel("dalle"))).isEmpty();
        assertThat(gallery.find(" ")).hasSize(4);
    }

    @Test
    void picturesAreFoundByTheirDay() throws IOException {
        Gallery gallery = gallery();
        gallery.keep(Samples.finished("a cat", 1));
        gallery.keep(Samples.finished("a dog", 1));
        LocalDate day = LocalDate.of(2026, 10, 31);
        FileTime lastMoment = FileTime.from(
                day.atTime(23, 59, 59).atZone(ZoneId.systemDefault()).toInstant());
        Files.setLastModifiedTime(gallery.entry(GalleryId.of("1.0")).file(), lastMoment);

        assertThat(ids(gallery.find(GalleryQuery.ALL.withUntil(day)))).containsExactly("1.0");
        assertThat(ids(gallery.find(GalleryQuery.ALL.withSince(day)))).containsExactly("2.0", "1.0");
        assertThat(ids(gallery.find(GalleryQuery.ALL.withSince(day.plusDays(1)))))
                .containsExactly("2.0");
        assertThat(gallery.find(GalleryQuery.ALL.withUntil(day.minusDays(1)))).isEmpty();
    }

    @Test
    void whatIsNotThereIsAnsweredWithWhatIs() {
        Gallery gallery = gallery();
        assertThatThrownBy(() -> gallery.open("1.0"))
                .isInstanceOf(GalleryException.class)
                .hasMessage("There is no run 1 in the gallery, which is empty.\nWhat %imagine draws is kept there.");
        gallery.keep(Samples.finished("a cat", 3));

        assertThatThrownBy(() -> gallery.open("1.3"))
                .hasMessage("There is no picture 1.3 in the gallery.\nRun 1 has 1.0 to 1.2.");
        assertThatThrownBy(() -> gallery.open("7.0"))
                .hasMessage("There is no run 7 in the gallery.\nThe newest is 1; %gallery shows them.");
        assertThatThrownBy(() -> gallery.open("1")).hasMessageContaining("Name one of them, from 1.0 to 1.2.");
        assertThatThrownBy(() -> gallery.open("../../etc/passwd")).hasMessageContaining("as in 12.3");
        assertThatThrownBy(() -> gallery.run(7)).isInstanceOf(GalleryException.class);
    }

    @Test
    void damagedAndForeignFilesAreLeftOut() throws IOException {
        Gallery gallery = gallery();
        gallery.keep(Samples.finished("a cat", 4));
        gallery.flush();
        Path run = folder.resolve("gallery/1");
        byte[] whole = Files.readAllBytes(run.resolve("1.png"));
        Files.write(run.resolve("1.png"), Arrays.copyOf(whole, 40));
        byte[] pixelsGone = whole.clone();
        Arrays.fill(pixelsGone, whole.length - 80, whole.length - 20, (byte) 0);
        Files.write(run.resolve("2.png"), pixelsGone);
        Files.writeString(run.resolve("3.png"), "not a picture");
        Files.writeString(run.resolve("notes.txt"), "mine");
        Files.write(run.resolve("00.png"), whole);
        Files.createDirectories(folder.resolve("gallery/holidays"));
        Files.writeString(folder.resolve("gallery/2"), "a file where a run would be");

        assertThat(ids(gallery.stream().toList())).containsExactly("1.0", "1.2");
        assertThatThrownBy(() -> gallery.open("1.1"))
                .isInstanceOf(GalleryException.class)
                .hasMessageContaining("%gallery delete 1.1");
        assertThatThrownBy(() -> gallery.open("1.2"))
                .as("its text is there, its pixels are not")
                .isInstanceOf(GalleryException.class)
                .hasMessageContaining("damaged");
        assertThat(gallery.delete("1.1", "1.3").pictures()).hasSize(2);
        assertThat(gallery.keep(Samples.finished("a dog", 1)).notes()).containsExactly("gallery 3");
    }

    @Test
    void runsAndPicturesAreDeletedAndNothingElse() throws IOException {
        Gallery gallery = gallery();
        IntStream.range(0, 3).forEach(i -> gallery.keep(Samples.finished("a cat", 2)));
        gallery.flush();
        Files.writeString(folder.resolve("gallery/2/notes.txt"), "mine");
        long size = Files.size(folder.resolve("gallery/1/0.png")) + Files.size(folder.resolve("gallery/1/1.png"));

        assertThatThrownBy(() -> gallery.delete("1", "9")).hasMessageContaining("no run 9");
        assertThat(gallery.stream()).as("all or nothing").hasSize(6);
        Deleted deleted = gallery.delete("1", "1.0");

        assertThat(deleted.pictures()).hasSize(2);
        assertThat(deleted.bytes()).isEqualTo(size);
        assertThat(folder.resolve("gallery/1")).doesNotExist();
        gallery.delete("2", "3.1");
        assertThat(folder.resolve("gallery/2/notes.txt")).exists();
        assertThat(ids(gallery.stream().toList())).containsExactly("3.0");
    }

    @Test
    void aNumberIsNotGivenTwice() {
        Gallery gallery = gallery();
        gallery.keep(Samples.finished("a cat", 1));
        gallery.keep(Samples.finished("a cat", 1));
        gallery.delete("2");

        assertThat(gallery().keep(Samples.finished("a dog", 1)).notes()).containsExactly("gallery 3");
    }

    @Test
    void theOldestRunsGoWhenThereAreTooManyPictures() {
        Gallery gallery = new Gallery(folder, new GalleryLimit(250, Long.MAX_VALUE));

        IntStream.range(0, 9).forEach(i -> gallery.keep(Samples.finished("a cat", 50)));

        assertThat(gallery.runs(GalleryQuery.ALL).map(GalleryRun::number)).containsExactly(9, 8, 7, 6, 5);
    }

    @Test
    void theOldestRunsGoWhenTheyAreTooLargeButNeverTheNewest() {
        Gallery gallery = new Gallery(folder, new GalleryLimit(Integer.MAX_VALUE, 1));

        IntStream.range(0, 3).forEach(i -> gallery.keep(Samples.finished("a cat", 100)));

        assertThat(gallery.runs(GalleryQuery.ALL).map(GalleryRun::number)).containsExactly(3);
        assertThat(gallery.stream()).hasSize(100);
    }

    @Test
    void whatCannotBeWrittenIsSaidOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Gallery gallery = new Gallery(file.resolve("gallery"));
        Generation generation = Samples.finished("a cat", 1);

        Generation first = gallery.keep(generation);
        Generation second = gallery.keep(generation);

        assertThat(first.artworks()).isEqualTo(generation.artworks());
        assertThat(first.notes()).singleElement().asString().contains("not kept", file.toString());
        assertThat(second.notes()).isEmpty();
    }

    @Test
    void whatGoesWrongInTheBackgroundIsTold() {
        GalleryWriter writer = new GalleryWriter(new GalleryFolder(folder), GalleryLimit.USUAL);

        writer.write(99, Samples.finished("a cat", 1).artworks());
        writer.flush();

        assertThat(writer.takeFailure()).as("there is no folder 99").isPresent();
        assertThat(writer.takeFailure()).as("once").isEmpty();
    }

    @Test
    void theVariableNamesAFolderOrSwitchesOff() {
        assertThat(Gallery.locate(Map.of(), folder).folder()).hasValue(folder.resolve("gallery"));
        assertThat(Gallery.locate(Map.of("IMAGINE_GALLERY", "/pictures"), folder)
                        .folder())
                .hasValue(Path.of("/pictures"));
        Gallery off = Gallery.locate(Map.of("IMAGINE_GALLERY", "Off"), folder);
        assertThat(off.folder()).isEmpty();
        assertThat(off.keep(Samples.finished("a cat", 1)).notes()).isEmpty();
        assertThatThrownBy(off::stream)
                .isInstanceOf(GalleryException.class)
                .hasMessageContaining("IMAGINE_GALLERY is off");
    }

    @Test
    void aTableHasARowForEachPicture() {
        Gallery gallery = gallery();
        gallery.keep(Samples.finished("a cat", 2));
        gallery.keep(Samples.stopped("a dog", 3));

        Table table = gallery.table();

        assertThat(table.stringColumn("id").asList()).containsExactly("2.0", "1.0", "1.1");
        assertThat(table.booleanColumn("complete").get(0)).isFalse();
        assertThat(table.longColumn("seed").get(1)).isEqualTo(7);
        assertThat(gallery.table(GalleryQuery.of("cat")).rowCount()).isEqualTo(2);
        assertThat(new Gallery(folder.resolve("none")).table().rowCount()).isZero();
    }

    @Test
    void comparisonsSayWhereTokensDiffer() {
        Artwork whole = Samples.finished("a cat", 1).artwork(0);
        Artwork partly = Samples.stopped("a cat", 3).artwork(0);

        assertThat(new Comparison(whole, whole).summary()).isEqualTo("the same to the last token");
        assertThat(new Comparison(whole, partly).same()).isFalse();
        assertThat(new Comparison(whole, partly).summary())
                .isEqualTo("none of 24 tokens differ; compared is what both have, 3 rows of 8");
    }

    private static List<String> ids(List<GalleryEntry> entries) {
        return entries.stream().map(entry -> entry.id().toString()).toList();
    }
}
