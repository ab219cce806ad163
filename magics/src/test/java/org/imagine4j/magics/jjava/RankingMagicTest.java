package org.imagine4j.magics.jjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.ranking.Ranked;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.magic.Defaults;
import org.imagine4j.magics.magic.ImagineMagic;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.store.CheckpointSource;
import org.imagine4j.models.store.ModelException;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code %imagine --rank} and {@code --best} with the bundled model, and a small scorer with random weights. */
class RankingMagicTest {

    private static final Path CLIP = Path.of("../models/src/test/resources/golden/clip");

    @TempDir
    private static Path home;

    private static Studio studio;

    private final NotebookKernel kernel = new NotebookKernel();

    @BeforeAll
    static void openStudio() throws Exception {
        ModelStore store = new ModelStore(home);
        store.importFolder(CheckpointSource.in(CLIP), "small", ProgressListener.SILENT);
        studio = new Studio(() -> store);
    }

    @AfterAll
    static void closeStudio() {
        studio.close();
    }

    @BeforeEach
    void install() {
        new ImagineExtension(studio).install(kernel);
    }

    @Test
    void theBestComesFirstAndEveryPictureShowsItsScore() throws Exception {
        Generation drawn = (Generation) kernel.line("imagine", "-n", "4", "--seed", "7", "a", "cat");
        Generation ranked =
                (Generation) kernel.line("imagine", "--rank", "small", "-n", "4", "--seed", "7", "a", "cat");

        List<Ranked> pictures = ranked.ranking().orElseThrow().pictures();
        assertThat(pictures).hasSize(4).isSortedAccordingTo(Comparator.comparingDouble(picture -> -picture.score()
                .similarity()));
        assertThat(ranked.artworks())
                .isEqualTo(pictures.stream().map(Ranked::artwork).toList());
        assertThat(ranked.artworks())
                .as("the same pictures in another order")
                .extracting(Artwork::recipe)
                .containsExactlyInAnyOrderElementsOf(
                        drawn.artworks().stream().map(Artwork::recipe).toList());
        DisplayData shown = last();
        assertThat(html(shown)).contains("ranked by small@");
        assertThat(Pattern.compile(">score (-?\\d+\\.\\d)<")
                        .matcher(html(shown))
                        .results()
                        .map(MatchResult::group))
                .hasSize(4)
                .first()
                .isEqualTo(String.format(
                        Locale.ROOT, ">score %.1f<", pictures.get(0).score().clipScore()));
        assertThat(String.valueOf(shown.getData(MIMEType.TEXT_PLAIN))).contains("\nscores ");
    }

    @Test
    void aPictureIsRemadeWhateverItsPlace() throws Exception {
        Generation ranked =
                (Generation) kernel.line("imagine", "--rank", "small", "-n", "3", "--seed", "9", "a", "dog");
        for (Artwork artwork : ranked.artworks()) {
            Generation again = studio.remake(artwork).run();
            assertThat(again.artwork(0).tokens()).isEqualTo(artwork.tokens());
            assertThat(again.artwork(0).recipe()).isEqualTo(artwork.recipe());
        }
    }

    @Test
    void theBestOfEachPromptAreShown() throws Exception {
        Generation best = (Generation) kernel.cell(
                "imagine",
                List.of("--rank", "small", "--best", "2", "-n", "4", "--seed", "7"),
                "a cat\na dog on a red background");

        assertThat(best.artworks())
                .extracting(artwork -> artwork.recipe().prompt())
                .containsExactly("a cat", "a cat", "a dog on a red background", "a dog on a red background");
        assertThat(html(last())).contains("4 pictures in", "the best of 8");
        Generation all = (Generation) kernel.line("imagine", "--rank", "small", "-n", "4", "--seed", "7", "a", "cat");
        assertThat(best.artworks().subList(0, 2))
                .extracting(Artwork::recipe)
                .isEqualTo(all.artworks().subList(0, 2).stream()
                        .map(Artwork::recipe)
                        .toList());
        assertThat(studio.latest()).contains(all);
    }

    @Test
    void whatFollowsIsThePromptUnlessItIsAScorer() throws Exception {
        Generation prompt = (Generation) kernel.line("imagine", "-n", "1", "--rank", "a", "small", "cat");
        Generation name = (Generation) kernel.line("imagine", "-n", "1", "--rank", "small", "cat");
        Generation end = (Generation) kernel.line("imagine", "-n", "1", "--rank", "--", "small", "cat");

        assertThat(prompt.artwork(0).recipe().prompt()).isEqualTo("a small cat");
        assertThat(name.artwork(0).recipe().prompt()).isEqualTo("cat");
        assertThat(end.artwork(0).recipe().prompt()).isEqualTo("small cat");
        assertThat(List.of(prompt, name, end))
                .allMatch(generation -> generation.ranking().isPresent());
    }

    @Test
    void mistakesAnswerInTwoLinesBeforeAnythingIsDrawn() {
        assertThatThrownBy(() -> kernel.line("imagine", "--rank=smal", "a", "cat"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("Did you mean small?");
        assertThatThrownBy(() -> kernel.line("imagine", "--rank", "clip", "a", "cat"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("%models pull clip");
        assertThatThrownBy(() -> kernel.line("imagine", "--rank=emoji-mini", "a", "cat"))
                .hasMessageContaining("emoji-mini draws pictures; it is chosen with --model, not with --rank.");
        assertThatThrownBy(() -> kernel.line("imagine", "--model", "small", "a", "cat"))
                .hasMessage("small ranks pictures; it is chosen with --rank, not with --model.\n"
                        + "--model takes one of: emoji-mini.");
        assertThatThrownBy(() -> kernel.line("imagine", "--best", "5", "-n", "3", "a", "cat"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("best is 5, but 3 pictures");
        assertThatThrownBy(() -> kernel.line("imagine", "--best", "0", "a", "cat"))
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> kernel.line("imagine", "--rank", "--seamless", "-n", "4", "a", "cat"))
                .hasMessageContaining("cannot be ranked");
        assertThat(kernel.displays()).isEmpty();
    }

    @Test
    void withoutANameTheBundledScorerRanks() throws Exception {
        Generation ranked = (Generation) kernel.line("imagine", "--best", "2", "-n", "4", "a", "cat");

        assertThat(ranked.ranking().orElseThrow().scorer().name()).isEqualTo("emoji-scorer");
    }

    @Test
    void theJavaApiDoesTheSame() {
        Imagine request = studio.prompts(List.of("a cat")).images(4).seed(7);
        Generation best = request.ranked("small").best(3).run();
        Generation later = studio.rank(request.run(), Optional.of("small"));

        assertThat(best.artworks()).hasSize(3);
        assertThat(later.best(3).artworks())
                .extracting(Artwork::recipe)
                .isEqualTo(best.artworks().stream().map(Artwork::recipe).toList());
        assertThatThrownBy(() -> request.run().best(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Imagine.rank(generation)");
    }

    @Test
    void scorersAreProposedForRankAndModelsForModel() {
        CommandSpec declared =
                new CommandLine(new JJavaImagineMagic(new ImagineMagic(studio, new Defaults()))).getCommandSpec();

        assertThat(candidates(declared, "--rank")).contains("small").doesNotContain("emoji-mini", "clip");
        assertThat(candidates(declared, "--model")).containsExactly("emoji-mini");
    }

    @Test
    void theListSaysWhoDrawsAndWhoRanks() throws Exception {
        kernel.line("models");

        assertThat(html(last()))
                .contains("draws pictures", "ranks pictures", "%imagine --rank small a cat", "4×4 patches")
                .contains("those that rank with --rank NAME");
    }

    private static List<String> candidates(CommandSpec declared, String option) {
        List<String> candidates = new ArrayList<>();
        declared.findOption(option).completionCandidates().forEach(candidates::add);
        return candidates;
    }

    private DisplayData last() {
        List<DisplayData> display = kernel.displays().get(kernel.displays().size() - 1);
        return display.get(display.size() - 1);
    }

    private static String html(DisplayData data) {
        return String.valueOf(data.getData(MIMEType.TEXT_HTML));
    }
}
