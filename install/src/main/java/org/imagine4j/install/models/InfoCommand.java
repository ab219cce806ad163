package org.imagine4j.install.models;

import java.util.Locale;
import java.util.function.Supplier;
import org.imagine4j.install.Version;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.models.ByteSize;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.SamplingDefaults;
import org.imagine4j.models.store.ModelInfo;
import org.imagine4j.models.store.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code imagine models info}. */
@Command(
        name = "info",
        description = {"Show a model's card: what it is good and bad at, its licence, its sizes."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class InfoCommand extends ModelCommand {

    @Parameters(paramLabel = "MODEL", description = "The model's name, as imagine models list shows it.")
    private String name;

    InfoCommand(Terminal terminal, Supplier<ModelStore> store) {
        super(terminal, store);
    }

    @Override
    int run(ModelStore models) {
        ModelInfo info = models.info(name);
        ModelCard card = info.card();
        terminal().line(terminal().bold(card.name()) + "  " + card.summary());
        fact("Kind", info.kind().task() + ", chosen with " + info.kind().option());
        fact("State", info.stateWords());
        fact("Knows", card.knows());
        fact("Limits", card.limits());
        fact("Licence", card.licence());
        fact("Source", card.source());
        fact("Pictures", String.format(Locale.ROOT, "%d×%d pixels %s", card.imageSize(), card.imageSize(), grid(info)));
        fact("Weights", String.format(Locale.ROOT, "%.1f million", card.parameters() / 1e6));
        info.sampling().ifPresent(sampling -> fact("Sampling", sampling(sampling)));
        fact(
                "Memory",
                "about " + ByteSize.text(info.memoryBytes()) + (info.fits() ? "" : ", more than this machine has"));
        if (info.downloadBytes() > 0) {
            fact("Download", "about " + ByteSize.text(info.downloadBytes()));
        }
        info.folder().ifPresent(folder -> fact("On disk", ByteSize.text(info.diskBytes()) + " in " + folder));
        card.examples().forEach(example -> fact("Try", example));
        return 0;
    }

    private void fact(String subject, String text) {
        terminal().line(String.format("  %-10s%s", subject, text));
    }

    private static String grid(ModelInfo info) {
        int rows = info.card().gridRows();
        return switch (info.kind()) {
            case PICTURE_MODEL -> "from " + rows + "×" + rows + " tokens";
            case SCORER -> "read as " + rows + "×" + rows + " patches";
        };
    }

    private static String sampling(SamplingDefaults sampling) {
        return String.format(
                Locale.ROOT,
                "guidance %s, temperature %s, top-k %s, top-p %s",
                sampling.guidance(),
                sampling.temperature(),
                sampling.topK() == 0 ? "off" : sampling.topK(),
                sampling.topP() == 1 ? "off" : sampling.topP());
    }
}
