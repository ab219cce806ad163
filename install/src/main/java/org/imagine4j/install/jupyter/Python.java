package org.imagine4j.install.jupyter;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Python interpreter that answered.
 *
 * @param executable what to start
 * @param version for example {@code 3.11.7}
 * @param prefix where its packages are installed ({@code sys.prefix})
 * @param jupyterLab the version of JupyterLab if that and what executing notebooks needs are installed
 */
public record Python(Path executable, String version, Path prefix, Optional<String> jupyterLab) {
    private static final String PROBE = """
            import json, platform, sys
            from importlib.metadata import version
            from importlib.util import find_spec
            ready = all(find_spec(m) for m in ("jupyterlab", "nbclient", "nbconvert"))
            print(json.dumps({"version": platform.python_version(), "prefix": sys.prefix,
                "jupyterLab": version("jupyterlab") if ready else None}))
            """;

    private record Answer(String version, String prefix, String jupyterLab) {}

    /** Asks an executable; empty if it is no Python of today or does not answer. */
    static Optional<Python> probe(Path executable) {
        try {
            Process process = new ProcessBuilder(executable.toString(), "-c", PROBE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                return Optional.empty();
            }
            Answer answer = new Gson().fromJson(output, Answer.class);
            return Optional.of(new Python(
                    executable, answer.version(), Path.of(answer.prefix()), Optional.ofNullable(answer.jupyterLab())));
        } catch (IOException | JsonParseException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while asking " + executable, e));
        }
    }
}
