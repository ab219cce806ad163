package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script: where it is started from, which Java it takes, when it builds. */
class ScriptIT {
    private static final Path SCRIPT = Program.inProject().script();

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void aFolderWithABlankInItsName() throws IOException {
        folder = Files.createDirectory(temporary.resolve("my folder"));
    }

    @Test
    void startsInAnyFolder() throws IOException, InterruptedException {
        Program.Result result = Program.inProject().startedIn(folder).run("--version");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out()).startsWith("Imagine ").contains("Java ");
    }

    @Test
    void startsThroughSymbolicLinks() throws IOException, InterruptedException {
        Path first = Files.createSymbolicLink(folder.resolve("imagine-here"), SCRIPT);
        Path second = Files.createSymbolicLink(folder.resolve("imagine"), first.getFileName());

        Program.Result result =
                Program.inProject().startedIn(Path.of("/")).startedAs(second).run("doctor", "--help");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out()).startsWith("Usage: imagine doctor");
    }

    @Test
    void speaksUtf8WhereNoLocaleIsSet() throws IOException, InterruptedException {
        Program.Result result = Program.inProject()
                .with("LC_ALL", "")
                .with("LC_CTYPE", "")
                .with("LANG", "")
                .run("uninstall", "--prefix", folder.toString());

        assertThat(result.out()).startsWith("● Nothing to remove");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearest() throws IOException, InterruptedException {
        Program.Result result = Program.inProject().run("instal");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("There is no command instal."),
                        line -> assertThat(line).endsWith("Did you mean install?"));
    }

    @Test
    void aJavaThatIsTooOldIsNamed() throws IOException, InterruptedException {
        Path oldJava = javaThatSays("1.8");

        Program.Result result = Program.inProject()
                .with("JAVA_HOME", oldJava.toString())
                .with("PATH", toolsWithoutJava().toString())
                .run("--version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("found only: Java 1.8 (" + oldJava + "/bin/java), too old.")
                .contains("JDK 17");
    }

    @Test
    void aJavaThatIsTooOldIsPassedOverForABetterOne() throws IOException, InterruptedException {
        Program.Result result = Program.inProject()
                .with("JAVA_HOME", javaThatSays("11").toString())
                .with("PATH", System.getProperty("java.home") + "/bin:" + toolsWithoutJava())
                .run("--version");

        assertThat(result.exitCode()).as(result.all()).isZero();
    }

    @Test
    void aRuntimeWithoutCompilerIsNoJdk() throws IOException, InterruptedException {
        Path runtime = javaThatSays("21");

        Program.Result result = Program.inProject()
                .with("JAVA_HOME", runtime.toString())
                .with("PATH", toolsWithoutJava().toString())
                .run("--version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("Java 21 (" + runtime + "/bin/java), a runtime without JShell");
    }

    @Test
    void aMissingJavaIsReported() throws IOException, InterruptedException {
        Program.Result result = Program.inProject()
                .with("JAVA_HOME", "")
                .with("PATH", toolsWithoutJava().toString())
                .run("--version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("There is no Java here").contains("JDK 17");
    }

    @Test
    void buildsWhenSomethingIsNewerThanTheLastBuild() throws IOException, InterruptedException {
        Path root = projectWhoseBuildOnlyLeavesAMark();
        Path source = root.resolve("magics/src/main/java/Cat.java");

        assertThat(builds(root)).as("there is no build").isTrue();
        assertThat(builds(root)).as("nothing has changed").isFalse();
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(builds(root)).as("a source has changed").isTrue();
        age(root);
        assertThat(builds(root)).as("nothing has changed").isFalse();
        Files.delete(source);
        assertThat(builds(root)).as("a source was deleted").isTrue();
        age(root);
        Files.writeString(root.resolve("notebooks/01.ipynb"), "{}");
        assertThat(builds(root)).as("a notebook has changed").isTrue();
        age(root);
        Files.createDirectories(root.resolve("magics/src/test"));
        Files.writeString(root.resolve("magics/src/test/CatTest.java"), "");
        assertThat(builds(root))
                .as("a test has changed, which the program does not hold")
                .isFalse();
    }

    @Test
    void aBuildThatFailsEndsWithAMessage() throws IOException, InterruptedException {
        Path root = projectWhoseBuildOnlyLeavesAMark();
        executable(root.resolve("mvnw"), "#!/bin/sh\n[ \"$1\" = --version ] || exit 1\n");

        Program.Result result =
                Program.inProject().startedAs(root.resolve("install/imagine")).run("--version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("The build failed");
    }

    /** Whether the script, started in a project, has that project built. */
    private static boolean builds(Path root) throws IOException, InterruptedException {
        Path mark = root.resolve("was-built");
        Files.deleteIfExists(mark);
        Program.inProject().startedAs(root.resolve("install/imagine")).run("--version");
        return Files.exists(mark);
    }

    /** Moves all files of a project into the past, so that the next change is surely newer. */
    private static void age(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                boolean built = file.endsWith("built");
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(built ? 10 : 20)));
            }
        }
    }

    private Path projectWhoseBuildOnlyLeavesAMark() throws IOException {
        Path root = Files.createDirectory(folder.resolve("project"));
        Files.createDirectories(root.resolve("install/src/main"));
        Files.createDirectories(root.resolve("magics/src/main/java"));
        Files.createDirectories(root.resolve("notebooks"));
        Files.copy(SCRIPT, root.resolve("install/imagine"));
        for (String file : List.of("pom.xml", "install/pom.xml", "magics/pom.xml", "magics/src/main/java/Cat.java")) {
            Files.writeString(root.resolve(file), "");
        }
        age(root);
        executable(root.resolve("mvnw"), """
                #!/bin/sh
                [ "$1" = --version ] && exit 0
                mkdir -p install/target/imagine/lib
                touch install/target/imagine/built was-built
                """);
        return root;
    }

    private Path javaThatSays(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("java-" + version));
        Files.createDirectories(home.resolve("bin"));
        executable(
                home.resolve("bin/java"),
                "#!/bin/sh\necho '    java.specification.version = " + version + "' >&2\necho '    java.home = " + home
                        + "' >&2\n");
        return home;
    }

    /** A search path with what a script may expect everywhere, and no Java. */
    private Path toolsWithoutJava() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("dirname", "readlink", "sed", "find", "head")) {
            executable(tools.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
        }
        return tools;
    }

    private static void executable(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
