package org.imagine4j.install.models;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.imagine4j.install.Version;
import org.imagine4j.install.jupyter.Environment;
import org.imagine4j.install.terminal.Mark;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.models.store.CheckpointSource;
import org.imagine4j.models.store.ModelStore;
import org.imagine4j.models.store.PictureCheckpoint;
import org.imagine4j.models.store.StoredModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imagine models import}. */
@Command(
        name = "import",
        description = {
            "Prepare a checkpoint that lies on this machine for running; it is only read.",
            "Its folder has the sub-folders dalle and vqgan, each with a config.json and weights: flax_model.msgpack,"
                    + " model.safetensors, or min-dalle's encoder.pt, decoder.pt and detoker.pt.",
            "The folder of a CLIP, which ranks pictures, has config.json, weights and tokenizer itself, as"
                    + " openai/clip-vit-base-patch32 has."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ImportCommand extends ModelCommand {

    @Parameters(paramLabel = "FOLDER", description = "The checkpoint's folder.")
    private Path folder;

    @Option(
            names = "--name",
            paramLabel = "MODEL",
            required = true,
            description = "What to call the model: lower-case letters, digits and . _ -")
    private String name;

    @Option(
            names = "--vqgan",
            paramLabel = "FOLDER",
            description = "The VQGAN's folder, if it lies elsewhere; the first folder is the transformer's then.")
    private Path vqgan;

    @Mixin
    private PrecisionOption precision;

    private final Environment environment;

    ImportCommand(Environment environment, Terminal terminal, Supplier<ModelStore> store) {
        super(terminal, store);
        this.environment = environment;
    }

    @Override
    int run(ModelStore models) throws InterruptedException {
        Path here = environment.workingFolder();
        CheckpointSource source = vqgan == null
                ? CheckpointSource.in(here.resolve(folder))
                : new PictureCheckpoint(here.resolve(folder), here.resolve(vqgan));
        StoredModel model = models.importFolder(source, name, precision.chosen(), new ProgressBar(terminal()));
        terminal()
                .line(
                        Mark.GOOD,
                        model.id() + " is ready in " + model.precision() + ": %imagine "
                                + model.kind().option() + " " + name + " a lighthouse in a storm");
        return 0;
    }
}
