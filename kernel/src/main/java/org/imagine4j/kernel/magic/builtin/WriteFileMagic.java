package org.imagine4j.kernel.magic.builtin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.imagine4j.kernel.magic.MagicCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %%writefile}. */
@Command(
        name = "%%writefile",
        header = "Writes the cell to a file, in UTF-8.",
        footer = {"%%writefile notes.txt", "%%writefile --append notes.txt", "%%writefile -p src/main/java/Hello.java"})
final class WriteFileMagic extends MagicCommand<Void> {

    @Option(
            names = {"-a", "--append"},
            order = 10,
            description = "Write after what is in the file, not over it.")
    private boolean append;

    @Option(
            names = {"-p", "--parents"},
            order = 20,
            description = "Make the folders on the way to the file.")
    private boolean parents;

    @Parameters(arity = "1", paramLabel = "FILE", description = "The file.")
    private Path file;

    @Override
    protected Void run(Optional<String> body) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (parents) {
            Files.createDirectories(folder);
        } else if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "There is no folder " + folder + ".\n%%writefile --parents makes it on the way.");
        }
        boolean existed = Files.exists(file);
        OpenOption mode = append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        byte[] bytes = ended(body.orElse("")).getBytes(StandardCharsets.UTF_8);
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode);
        System.out.println((append && existed ? "Appended to " : existed ? "Overwrote " : "Wrote ") + file + " ("
                + bytes.length + " bytes)");
        return null;
    }

    /** Text files end with a line break; front ends cut it off the cell. */
    private static String ended(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }
}
