package org.imagine4j.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies beside the packages and what leads to them. */
class PackagesIT {
    private static final Path ROOT = Path.of("..", "..");

    @TempDir
    private Path temporary;

    @Test
    void everyPackageHasItsChecksum() throws IOException, InterruptedException {
        Shell.Result checked = Shell.in(Built.PACKAGES).run("sha256sum", "--check", "SHA256SUMS");

        assertThat(checked.exitCode()).as(checked.output()).isZero();
        assertThat(checked.output().lines()).hasSize(Built.all().size() - 1);
    }

    @Test
    void theBillOfMaterialsNamesEveryLibrary() throws IOException {
        JsonObject bill = json(Built.one("imagine-", "-sbom.json"));

        assertThat(bill.get("specVersion").getAsString()).isEqualTo("1.6");
        List<String> components = bill.getAsJsonArray("components").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(component -> component.get("name").getAsString() + "-"
                        + component.get("version").getAsString() + ".jar")
                .toList();
        try (Stream<Path> jars = Files.list(Path.of("..", "target", "imagine", "lib"))) {
            List<String> shipped = jars.map(jar -> jar.getFileName().toString())
                    .filter(jar -> !jar.startsWith("imagine-install-"))
                    .toList();
            assertThat(components).as("all but the program itself").containsExactlyInAnyOrderElementsOf(shipped);
        }
    }

    @Test
    void theSameBuildGivesTheSameBytes() throws IOException {
        Wheels wheels = new Wheels(
                version(),
                Instant.parse(System.getProperty("build.time")),
                Path.of("../target/imagine/lib"),
                Path.of("src/main/python"),
                List.of(
                        ROOT.resolve("LICENSE"),
                        ROOT.resolve("NOTICE"),
                        Path.of("../licenses"),
                        Path.of("../target/licenses/THIRD-PARTY.txt")));
        Path again = Files.createDirectories(temporary.resolve("again"));

        wheels.write(Platform.MACOS_ARM64, again, temporary.resolve("staging"));

        try (Stream<Path> files = Files.list(again)) {
            assertThat(files.toList()).singleElement().satisfies(wheel -> assertThat(wheel)
                    .hasSameBinaryContentAs(Built.PACKAGES.resolve(wheel.getFileName())));
        }
    }

    @Test
    void theCatalogueOfJbangLeadsToTheProgram() throws IOException, ReflectiveOperationException {
        JsonObject alias = json(ROOT.resolve("jbang-catalog.json"))
                .getAsJsonObject("aliases")
                .getAsJsonObject("imagine");

        assertThat(alias.get("script-ref").getAsString()).isEqualTo("org.imagine4j:imagine-install:" + version());
        Class<?> main = Class.forName(alias.get("main").getAsString());
        assertThat(main.getMethod("main", String[].class)).isNotNull();
        assertThat(alias.get("java").getAsString()).isEqualTo("17+");
    }

    @Test
    void licencesThatNameTheirAuthorsAreShippedAsTexts() throws IOException {
        String declared = Files.readString(Path.of("..", "target", "licenses", "THIRD-PARTY.txt"));
        List<String> own = declared.lines()
                .filter(line -> line.matches(" +\\((MIT|BSD-\\d-Clause|ICU)\\).*"))
                .map(line -> line.replaceFirst(".*\\(([^:() ]+):([^:() ]+):[^:()]+ - .*", "$2"))
                .toList();

        assertThat(own).hasSizeGreaterThan(5).allSatisfy(library -> assertThat(
                        Path.of("..", "licenses", library.replaceFirst("^slf4j-.*", "slf4j") + ".txt"))
                .exists());
        assertThat(Arrays.asList("Apache-2.0.txt", "MPL-2.0.txt"))
                .allSatisfy(text -> assertThat(Path.of("..", "licenses", text)).exists());
    }

    private static String version() {
        return System.getProperty("build.version");
    }

    private static JsonObject json(Path file) throws IOException {
        return new Gson().fromJson(Files.readString(file), JsonObject.class);
    }
}
