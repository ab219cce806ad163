package org.imagine4j.magics.all;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Maven repository with this project's modules as they were built, and with the libraries that Maven had at hand to build them.
 *
 * @param folder its root
 * @param version the project's
 */
record ProjectRepository(Path folder, String version) {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final List<String> MODULES = List.of("models", "inference", "magics");
    private static final Path ORG = Path.of("org");
    private static final Path OURS = ORG.resolve("imagine4j");

    static ProjectRepository make(Path folder) throws IOException {
        String version = AllJar.path().getFileName().toString().replaceAll("imagine-magics-all-|\\.jar", "");
        ProjectRepository repository = new ProjectRepository(folder, version);
        Path libraries = localRepository();
        link(libraries, folder, ORG);
        link(libraries.resolve(ORG), folder.resolve(ORG), OURS.getFileName());
        repository.put("imagine", PROJECT.resolve("pom.xml"), ".pom");
        for (String module : MODULES) {
            String artifact = "imagine-" + module;
            repository.put(artifact, PROJECT.resolve(module).resolve("pom.xml"), ".pom");
            repository.put(
                    artifact,
                    PROJECT.resolve(module).resolve("target").resolve(artifact + "-" + version + ".jar"),
                    ".jar");
        }
        return repository;
    }

    String url() {
        return folder.toUri().toString();
    }

    private void put(String artifact, Path file, String extension) throws IOException {
        Path target =
                Files.createDirectories(folder.resolve(OURS).resolve(artifact).resolve(version));
        Files.copy(file, target.resolve(artifact + "-" + version + extension), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Links whatever lies in one folder into another, but for one name. */
    private static void link(Path from, Path to, Path except) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isDirectory).toList()) {
                Path link = to.resolve(file.getFileName());
                if (!file.getFileName().equals(except) && !Files.exists(link)) {
                    Files.createSymbolicLink(link, file);
                }
            }
        }
    }

    /** Where Maven keeps the libraries that this test has on its class path. */
    private static Path localRepository() {
        String gson = Path.of("com", "google", "code", "gson").toString();
        Path repository = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains(gson))
                .map(entry -> Path.of(entry.substring(0, entry.indexOf(gson))))
                .findFirst()
                .orElseThrow();
        assertThat(repository.resolve(gson)).isDirectory();
        return repository;
    }
}
