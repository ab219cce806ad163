package org.imagine4j.install.models;

import java.util.Optional;
import java.util.function.Supplier;
import org.imagine4j.inference.runtime.Devices;
import org.imagine4j.install.Version;
import org.imagine4j.install.terminal.Mark;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.models.ModelKind;
import org.imagine4j.models.Precision;
import org.imagine4j.models.store.ModelStore;
import org.imagine4j.models.store.StoredModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imagine models pull}. */
@Command(
        name = "pull",
        description = {
            "Download a model and prepare it for running. What an earlier, stopped pull left is continued.",
            "HF_ENDPOINT, HF_TOKEN, HF_HOME, HF_HUB_OFFLINE and https_proxy are honoured; files in an existing Hugging"
                    + " Face cache are not downloaded again."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class PullCommand extends ModelCommand {

    @Parameters(paramLabel = "MODEL", description = "The model's name, as imagine models list shows it.")
    private String name;

    @Mixin
    private PrecisionOption precision;

    PullCommand(Terminal terminal, Supplier<ModelStore> store) {
        super(terminal, store);
    }

    @Override
    int run(ModelStore models) throws InterruptedException {
        boolean draws = models.info(name).kind() == ModelKind.PICTURE_MODEL;
        Optional<Precision> wanted =
                draws ? precision.chosen().or(new Devices()::preferredPrecision) : precision.chosen();
        StoredModel model = models.pull(name, wanted, new ProgressBar(terminal()));
        terminal()
                .line(
                        Mark.GOOD,
                        model.id() + " is ready in " + model.precision() + ": %imagine "
                                + model.kind().option() + " " + name + " a lighthouse in a storm");
        terminal().line("  " + model.card().licence() + "; imagine models info " + name + " tells what it is bad at.");
        return 0;
    }

    @Override
    String whenStopped() {
        return "What was downloaded is kept: imagine models pull " + name + " continues.";
    }
}
