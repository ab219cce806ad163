package org.imagine4j.kernel.magic.builtin;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imagine4j.kernel.magic.MagicCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code %load}. */
@Command(
        name = "%load",
        header = "Runs a JShell script, a Java file or the code cells of a notebook.",
        description = {
            "What it declares stays. A Java file's package is left out: its types are then the session's.",
            "The value is that of the last expression."
        },
        footer = {"%load helpers.jsh", "%load src/main/java/Shapes.java", "%load https://example.org/intro.ipynb"})
final class LoadMagic extends MagicCommand<Object> {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^[ \\t]*package\\s+[\\w.]+\\s*;");
    private static final Pattern JSHELL_COMMAND = Pattern.compile("(?m)^/(?!/|\\*).*$");

    private final Session session;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files or URLs that end in .jsh, .java, .ipynb; any other is taken for a script.")
    private List<String> sources;

    LoadMagic(Session session) {
        this.session = session;
    }

    @Override
    protected Object run(Optional<String> body) throws Exception {
        Object value = null;
        for (String source : sources) {
            String text = read(source);
            String name = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
            String kind = name.toLowerCase(Locale.ROOT);
            if (kind.endsWith(".ipynb")) {
                int number = 0;
                for (String cell : codeCells(source, text)) {
                    number++;
                    value = session.run(name + ", code cell " + number, cell).value();
                }
            } else {
                Pattern leftOut = kind.endsWith(".java") ? PACKAGE : JSHELL_COMMAND;
                value = session.run(name, leftOut.matcher(text).replaceAll("")).value();
            }
        }
        return value;
    }

    private static String read(String source) throws IOException, InterruptedException {
        if (source.matches("https?://.*")) {
            HttpClient client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(source)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() != 200) {
                throw new IOException(source + " was answered with status " + response.statusCode()
                        + ".\nCheck the address in a browser.");
            }
            return response.body();
        }
        try {
            return Files.readString(Path.of(source));
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "There is no file " + source + ".\nPaths are relative to "
                            + Path.of("").toAbsolutePath(),
                    e);
        }
    }

    private static List<String> codeCells(String source, String text) throws IOException {
        try {
            List<String> cells = new ArrayList<>();
            for (JsonElement each :
                    JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cells")) {
                JsonObject cell = each.getAsJsonObject();
                if (cell.get("cell_type").getAsString().equals("code")) {
                    cells.add(joined(cell.get("source")));
                }
            }
            return cells;
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            throw new IOException(
                    source + " is not a notebook.\nIt is read as one because its name ends in .ipynb.", e);
        }
    }

    /** Notebooks keep text as one string or as a list of lines. */
    private static String joined(JsonElement text) {
        if (!text.isJsonArray()) {
            return text.getAsString();
        }
        StringBuilder joined = new StringBuilder();
        text.getAsJsonArray().forEach(line -> joined.append(line.getAsString()));
        return joined.toString();
    }
}
