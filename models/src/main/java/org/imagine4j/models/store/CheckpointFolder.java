package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imagine4j.models.checkpoint.Checkpoint;
import org.imagine4j.models.checkpoint.CheckpointException;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.checkpoint.StoredNames;
import org.imagine4j.models.checkpoint.StoredParameters;
import org.imagine4j.models.clip.ClipParameters;
import org.imagine4j.models.mindalle.MinDalleDetokenizer;
import org.imagine4j.models.mindalle.MinDalleTransformer;

/**
 * The weight files of one network in a folder, in any published form: one flax or safetensors file, or min-dalle's
 * files. Which form it is shows in the names of files and parameters. Parameters can be read until it is closed.
 */
final class CheckpointFolder implements AutoCloseable {

    private static final List<String> SINGLE_FILES =
            List.of("flax_model.msgpack", "model.safetensors", "flax_model.safetensors");

    private final Path folder;
    private final List<Checkpoint> open = new ArrayList<>();

    CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    /** DalleBart's parameters by flax's names. */
    Parameters transformer() throws IOException {
        Optional<Path> single = singleFile();
        if (single.isEmpty()) {
            return MinDalleTransformer.read(open(startingWith("encoder")), open(startingWith("decoder")));
        }
        Checkpoint checkpoint = open(single.get());
        return isMinDalle(checkpoint) ? MinDalleTransformer.read(checkpoint) : flax(checkpoint);
    }

    /** The VQGAN's parameters by flax's names; min-dalle has only those of its decoder. */
    Parameters vqgan() throws IOException {
        Optional<Path> single = singleFile();
        Checkpoint checkpoint = open(single.isPresent() ? single.get() : startingWith("detoker"));
        return isMinDalle(checkpoint) ? MinDalleDetokenizer.read(checkpoint) : flax(checkpoint);
    }

    /** CLIP's parameters by flax's names. */
    Parameters clip() throws IOException {
        Optional<Path> single = singleFile();
        return ClipParameters.read(open(single.isPresent() ? single.get() : startingWith("pytorch_model")));
    }

    /** Flax calls a layer's matrix its kernel, PyTorch its weight. */
    private static boolean isMinDalle(Checkpoint checkpoint) {
        return checkpoint.tensors().keySet().stream().anyMatch(name -> name.endsWith(".weight"));
    }

    /** Flax's path parts joined by slashes (other tools join them by dots), without an outer {@code params}. */
    private static Parameters flax(Checkpoint checkpoint) {
        return new StoredParameters(
                StoredNames.flax(checkpoint.file()),
                checkpoint.renamed(
                        tensor -> tensor.renamed(tensor.name().replace('.', '/').replaceFirst("^params/", ""))));
    }

    private Optional<Path> singleFile() {
        return SINGLE_FILES.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Path startingWith(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(prefix + ".*\\.(pt|bin|safetensors)"))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new CheckpointException(
                            folder,
                            "there is neither " + String.join(" nor ", SINGLE_FILES) + " nor " + prefix
                                    + ".pt in this folder."));
        }
    }

    private Checkpoint open(Path file) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(file);
        open.add(checkpoint);
        return checkpoint;
    }

    @Override
    public void close() throws IOException {
        for (Checkpoint checkpoint : open) {
            checkpoint.close();
        }
    }
}
