package org.imagine4j.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageIndexTest {
    @TempDir
    Path folder;

    private final PackageIndex index = new PackageIndex();

    @Test
    void tellsWhichJarsHoldAPackage() throws IOException {
        Path one = jar("one.jar", "", "a/b/C.class", "a/b/D.class", "text/only.txt");
        Path two = jar("two.jar", "", "a/b/E.class", "Top.class", "META-INF/versions/11/v/V.class");
        List<Path> both = List.of(one, two);

        assertThat(index.holding("a.b", both)).containsExactly(one, two);
        assertThat(index.holding("", both)).containsExactly(two);
        assertThat(index.holding("v", both)).containsExactly(two);
        assertThat(index.holding("a", both)).isEmpty();
        assertThat(index.holding("text", both)).isEmpty();
        assertThat(index.holding("java.util", both)).isEmpty();
    }

    @Test
    void looksIntoFoldersEachTime() throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        assertThat(index.holding("a.b", List.of(classes))).isEmpty();

        Files.createDirectories(classes.resolve("a/b"));

        assertThat(index.holding("a.b", List.of(classes))).containsExactly(classes);
    }

    @Test
    void followsManifestsAndLeavesOutWhatIsNotThere() throws IOException {
        Path other = jar("other.jar", "main.jar", "o/O.class"); // names each other
        Path main = jar("main.jar", "other.jar missing.jar", "m/M.class");

        assertThat(index.expand(
                        List.of(main.toString(), "", folder.resolve("gone.jar").toString())))
                .containsExactly(main, other);
    }

    @Test
    void whatIsNoJarHoldsNothing() throws IOException {
        Path noise = Files.writeString(folder.resolve("noise.jar"), "noise");

        assertThat(index.expand(List.of(noise.toString()))).containsExactly(noise);
        assertThat(index.holding("", List.of(noise))).isEmpty();
    }

    private Path jar(String name, String classPath, String... entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!classPath.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (String entry : entries) {
                jar.putNextEntry(new JarEntry(entry));
            }
        }
        return file;
    }
}
