package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Tab key and Shift-Tab tell of our magics: the kernel and the extension together, in a real Jupyter. */
class AssistanceIT {

    @Test
    void theKernelKnowsWhatCanBeTyped(@TempDir Path folder) throws IOException, InterruptedException {
        ExecutedNotebook executed = execute(
                folder,
                Map.of(
                        "options", completing("%imagine --"),
                        "model", completing("%imagine --model "),
                        "precision", completing("%imagine -n 4 --precision fp"),
                        "device", completing("%imagine --device="),
                        "cell", completing("%%imagine --see"),
                        "verbs", completing("%models "),
                        "pull", completing("%models pull "),
                        "help", "BaseKernel.notebookKernel().inspect(\"%imagine\", 4, false)",
                        "summary", "%lsmagic"));

        assertThat(executed.shown("options", "text/plain"))
                .contains("--seed", "--temperature", "--no-preview", "--help");
        assertThat(executed.shown("model", "text/plain")).contains("emoji-mini").doesNotContain("dalle-mini");
        assertThat(executed.shown("precision", "text/plain")).isEqualTo("[fp32, fp16]");
        assertThat(executed.shown("device", "text/plain")).startsWith("[auto, cpu, cuda");
        assertThat(executed.shown("cell", "text/plain")).isEqualTo("[--seed]");
        assertThat(executed.shown("verbs", "text/plain")).isEqualTo("[list, info, pull, import, verify, remove]");
        assertThat(executed.shown("pull", "text/plain")).contains("dalle-mini").doesNotContain("emoji-mini");
        assertThat(executed.shown("help", "text/plain")).contains("Draws pictures of a prompt", "--temperature T");
        assertThat(executed.shown("summary", "text/plain")).containsPattern("%device +Lists where models can run");
    }

    private static String completing(String code) {
        return "BaseKernel.notebookKernel().complete(\"%s\", %d).getReplacements()".formatted(code, code.length());
    }

    private static ExecutedNotebook execute(Path folder, Map<String, String> sources)
            throws IOException, InterruptedException {
        List<Object> cells = new ArrayList<>();
        cells.add(cell("imports", "import org.dflib.jjava.jupyter.kernel.BaseKernel;"));
        sources.forEach((id, source) -> cells.add(cell(id, source)));
        Files.writeString(
                folder.resolve("assistance.ipynb"),
                new GsonBuilder()
                        .serializeNulls()
                        .create()
                        .toJson(Map.of("cells", cells, "metadata", Map.of(), "nbformat", 4, "nbformat_minor", 5)));
        Program.Result result =
                Program.inProject().startedIn(folder.toRealPath()).run("run", "assistance.ipynb");
        assertThat(result.exitCode()).as(result.all()).isZero();
        return ExecutedNotebook.read(folder.resolve("executed/assistance.ipynb"));
    }

    private static Map<String, Object> cell(String id, String source) {
        Map<String, Object> cell = new HashMap<>(
                Map.of("cell_type", "code", "id", id, "metadata", Map.of(), "outputs", List.of(), "source", source));
        cell.put("execution_count", null);
        return cell;
    }
}
