package org.imagine4j.install.kernelspec;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.imagine4j.kernel.archive.ClassArchive;
import org.imagine4j.models.store.FileTree;

/**
 * What Jupyter has to know to start the kernel, and the folder it is kept in.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs">Kernel specs</a>
 */
public final class Kernelspec {
    /** The name by which notebooks refer to the kernel. */
    public static final String NAME = "imagine-java";

    /** The name that people see. */
    public static final String DISPLAY_NAME = "Java (Imagine)";

    /**
     * The environment variable that forbids ONNX Runtime to report its use to its makers.
     *
     * @see <a href="https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md">ONNX Runtime's privacy page</a>
     */
    public static final String NO_TELEMETRY = "ORT_DISABLE_TELEMETRY";

    private static final List<String> LOGOS = List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private record Content(
            List<String> argv,
            @SerializedName("display_name") String displayName,
            String language,
            @SerializedName("interrupt_mode") String interruptMode,
            Map<String, String> env,
            Map<String, Object> metadata) {}

    private final List<String> argv;

    /** @param argv the command that starts the kernel, with {@code {connection_file}} in the connection file's place */
    public Kernelspec(List<String> argv) {
        this.argv = List.copyOf(argv);
    }

    /** The command that starts the kernel. */
    public List<String> argv() {
        return argv;
    }

    /** Where the kernelspec lies in a Jupyter data folder. */
    public static Path folderIn(Path dataFolder) {
        return dataFolder.resolve("kernels").resolve(NAME);
    }

    /**
     * Registers the kernel in a Jupyter data folder, in the place of an earlier registration.
     *
     * @return the kernelspec's folder
     */
    public Path install(Path dataFolder) throws IOException {
        Path folder = folderIn(dataFolder);
        Files.createDirectories(folder);
        for (String logo : LOGOS) {
            try (InputStream in = Objects.requireNonNull(Kernelspec.class.getResourceAsStream(logo), logo)) {
                Files.copy(in, folder.resolve(logo), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Content content = new Content(
                argv, DISPLAY_NAME, "java", "message", Map.of(NO_TELEMETRY, "1"), Map.of("debugger", false));
        // Written last and in one step: Jupyter sees a kernel where there is a kernel.json.
        Path written = Files.writeString(folder.resolve("kernel.json.new"), GSON.toJson(content) + "\n");
        Files.move(written, folder.resolve("kernel.json"), StandardCopyOption.REPLACE_EXISTING);
        ClassArchive.namedIn(argv).ifPresent(archive -> archive.prepare(argv.get(0)));
        return folder;
    }

    /**
     * Removes the kernel's registration from a Jupyter data folder.
     *
     * @return the folder that was removed, empty if there was none
     */
    public static Optional<Path> uninstall(Path dataFolder) throws IOException {
        Path folder = folderIn(dataFolder);
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        FileTree.delete(folder);
        return Optional.of(folder);
    }

    /** The kernelspec that is registered in a Jupyter data folder; without a command if it cannot be read. */
    public static Optional<Kernelspec> installedIn(Path dataFolder) {
        Path file = folderIn(dataFolder).resolve("kernel.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonObject json = GSON.fromJson(Files.readString(file), JsonObject.class);
            return Optional.of(new Kernelspec(json.getAsJsonArray("argv").asList().stream()
                    .map(element -> element.getAsString())
                    .toList()));
        } catch (IOException | JsonParseException | NullPointerException | ClassCastException e) {
            return Optional.of(new Kernelspec(List.of()));
        }
    }
}
