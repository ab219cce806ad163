package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.imagine4j.install.jupyter.Environment;
import org.imagine4j.install.jupyter.JupyterFinder;
import org.imagine4j.install.jupyter.PrivateJupyter;
import org.imagine4j.install.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code imagine install} and {@code imagine uninstall}, as a real Jupyter sees them. */
class KernelspecIT {

    @TempDir
    private Path folder;

    @Test
    void jupyterSeesTheKernelInThePrefixUntilItIsUninstalled() throws IOException, InterruptedException {
        Program program = Program.inProject().startedIn(folder.toRealPath());

        Program.Result installed = program.run("install", "--prefix", "here");

        Path kernel = folder.toRealPath().resolve("here/share/jupyter/kernels/imagine-java");
        assertThat(installed.exitCode()).as(installed.all()).isZero();
        assertThat(installed.out()).contains(kernel.toString());
        JsonObject seen = kernelsSeenBelow(folder.resolve("here")).getAsJsonObject("imagine-java");
        assertThat(seen.get("resource_dir").getAsString()).isEqualTo(kernel.toString());
        JsonObject spec = seen.getAsJsonObject("spec");
        assertThat(spec.get("display_name").getAsString()).isEqualTo("Java (Imagine)");
        assertThat(spec.get("language").getAsString()).isEqualTo("java");
        assertThat(spec.get("interrupt_mode").getAsString()).isEqualTo("message");
        assertThat(spec.getAsJsonObject("env").get("ORT_DISABLE_TELEMETRY").getAsString())
                .isEqualTo("1");
        assertThat(spec.getAsJsonArray("argv").asList())
                .anyMatch(part -> part.getAsString().equals("{connection_file}"));
        assertThat(ImageIO.read(kernel.resolve("logo-32x32.png").toFile()).getWidth())
                .isEqualTo(32);
        assertThat(ImageIO.read(kernel.resolve("logo-64x64.png").toFile()).getWidth())
                .isEqualTo(64);
        assertThat(kernel.resolve("logo-svg.svg")).content().startsWith("<svg");

        Program.Result removed = program.run("uninstall", "--prefix", "here");

        assertThat(removed.exitCode()).isZero();
        assertThat(removed.out()).contains(kernel.toString());
        assertThat(kernel).doesNotExist();
        assertThat(kernelsSeenBelow(folder.resolve("here")).toString()).doesNotContain(kernel.toString());
        Program.Result again = program.run("uninstall", "--prefix", "here");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("Nothing to remove");
    }

    @Test
    void byDefaultTheKernelIsForThePerson() throws IOException, InterruptedException {
        Program program = Program.inProject().with("JUPYTER_DATA_DIR", folder.toString());

        assertThat(program.run("install").exitCode()).isZero();
        assertThat(folder.resolve("kernels/imagine-java/kernel.json")).exists();
        assertThat(program.run("uninstall", "--user").exitCode()).isZero();
        assertThat(folder.resolve("kernels")).isEmptyDirectory();
    }

    @Test
    void twoPlacesAtOnceAreNotUnderstood() throws IOException, InterruptedException {
        Program.Result result = Program.inProject().run("install", "--user", "--prefix", folder.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines()).hasSize(2);
        assertThat(folder).isEmptyDirectory();
    }

    /** What {@code jupyter kernelspec list} says, by the Jupyter that the program itself uses. */
    private static JsonObject kernelsSeenBelow(Path prefix) throws IOException, InterruptedException {
        Environment environment = Environment.ofThisProcess();
        Terminal terminal = Terminal.ofThisProcess();
        Path home = Path.of(Program.inProject().variables().get("IMAGINE_HOME"));
        ProcessBuilder list = new JupyterFinder(
                        environment, new PrivateJupyter(home.resolve("jupyter"), environment, terminal))
                .findOrMake()
                .process(List.of("-m", "jupyter", "kernelspec", "list", "--json"));
        list.environment().put("JUPYTER_PATH", prefix.resolve("share/jupyter").toString());
        list.environment().put("JUPYTER_DATA_DIR", prefix.resolve("nothing").toString());
        Path errors = Files.createTempFile("kernelspec-list", ".txt");
        Path out = Files.createTempFile("kernelspec-list", ".json");
        Process process =
                list.redirectError(errors.toFile()).redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        Files.delete(errors);
        return new Gson().fromJson(Files.readString(out), JsonObject.class).getAsJsonObject("kernelspecs");
    }
}
