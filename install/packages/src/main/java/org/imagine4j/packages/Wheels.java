package org.imagine4j.packages;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.imagine4j.install.kernelspec.Kernelspec;

/**
 * The wheels of the package {@code imagine-java}, one for each platform, so that only its native libraries travel.
 *
 * @param version the project's version
 * @param time what the entries bear
 * @param jars the folder of the program's jars
 * @param python the folder of the Python sources
 * @param texts files for the metadata folder's {@code licenses}: folders and files
 */
record Wheels(String version, Instant time, Path jars, Path python, List<Path> texts) {
    private static final String PACKAGE = "imagine_java";

    /** Writes all wheels into a folder; {@code staging} is where their kernelspec is made. */
    void write(Path folder, Path staging) throws IOException {
        for (Platform platform : Platform.values()) {
            write(platform, folder, staging);
        }
    }

    /** Writes the wheel of a platform. */
    void write(Platform platform, Path folder, Path staging) throws IOException {
        Path kernelspec = PackageKernelspec.ofWheel().install(staging);
        String name = PACKAGE + "-" + pythonVersion(version);
        String metadata = name + ".dist-info";
        Path file = folder.resolve(name + "-py3-none-" + platform.tag() + ".whl");
        try (Wheel wheel = new Wheel(file, metadata, time)) {
            addProgram(wheel, platform);
            for (Path part : filesBelow(kernelspec)) {
                String place = name + ".data/data/share/jupyter/kernels/" + Kernelspec.NAME + "/";
                wheel.add(place + part.getFileName(), Files.readAllBytes(part));
            }
            addMetadata(wheel, metadata, platform);
        }
    }

    private void addProgram(Wheel wheel, Platform platform) throws IOException {
        for (Path source : filesBelow(python.resolve(PACKAGE))) {
            if (source.toString().endsWith(".py")) {
                wheel.add(PACKAGE + "/" + source.getFileName(), Files.readAllBytes(source));
            }
        }
        wheel.add(PACKAGE + "/kernel-arguments.json", utf8(new Gson().toJson(PackageKernelspec.arguments()) + "\n"));
        for (Path jar : filesBelow(jars)) {
            byte[] content = NativeJar.is(jar) ? new NativeJar(jar).only(platform) : Files.readAllBytes(jar);
            wheel.addStored(PACKAGE + "/lib/" + jar.getFileName(), content);
        }
    }

    private void addMetadata(Wheel wheel, String folder, Platform platform) throws IOException {
        StringBuilder licenceFiles = new StringBuilder();
        for (Path text : texts) {
            for (Path file : Files.isDirectory(text) ? filesBelow(text) : List.of(text)) {
                wheel.add(folder + "/licenses/" + file.getFileName(), Files.readAllBytes(file));
                licenceFiles.append("License-File: ").append(file.getFileName()).append('\n');
            }
        }
        wheel.add(folder + "/METADATA", utf8("""
                Metadata-Version: 2.4
                Name: imagine-java
                Version: %s
                Summary: A Java kernel for Jupyter that draws: text-to-image inside Java notebooks
                License-Expression: Apache-2.0
                %sKeywords: jupyter,java,kernel,text-to-image,dall-e
                Classifier: Framework :: Jupyter
                Classifier: Programming Language :: Java
                Requires-Python: >=3.9
                Description-Content-Type: text/markdown

                %s""".formatted(
                        pythonVersion(version), licenceFiles, Files.readString(python.resolve("README.md")))));
        wheel.add(folder + "/WHEEL", utf8("""
                Wheel-Version: 1.0
                Generator: imagine
                Root-Is-Purelib: false
                Tag: py3-none-%s
                """.formatted(platform.tag())));
        wheel.add(folder + "/entry_points.txt", utf8("""
                [console_scripts]
                imagine = imagine_java.__main__:main
                """));
    }

    /** As Python orders versions: what is not released yet is {@code .dev0}. */
    private static String pythonVersion(String version) {
        return version.replace("-SNAPSHOT", ".dev0");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
