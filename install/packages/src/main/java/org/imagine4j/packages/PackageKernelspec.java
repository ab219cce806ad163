package org.imagine4j.packages;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.imagine4j.install.kernelspec.Kernelspec;
import org.imagine4j.kernel.LaunchCommand;

/** The kernelspecs that travel in packages: they hold for every computer and every folder. */
final class PackageKernelspec {
    /** Stands for the class path where the launcher knows it. */
    private static final String CLASS_PATH = "{class_path}";

    /** From the kernelspec's folder in the archive to the jars; Jupyter puts the folder in the place of the name. */
    private static final String JARS_OF_ARCHIVE = "{resource_dir}/../../../../lib/*";

    private PackageKernelspec() {}

    /** Starts the {@code java} of the search path with the jars of the archive that it lies in, wherever that is. */
    static Kernelspec ofArchive() {
        return new Kernelspec(Stream.concat(Stream.of("java"), arguments().stream())
                .map(argument -> argument.equals(CLASS_PATH) ? JARS_OF_ARCHIVE : argument)
                .toList());
    }

    /** Starts the Python that Jupyter runs on, in whose environment the wheel is, which then looks for Java. */
    static Kernelspec ofWheel() {
        return new Kernelspec(List.of("python", "-m", "imagine_java.kernel", "{connection_file}"));
    }

    /** What stands behind {@code java}; the class path is {@code {class_path}}. */
    static List<String> arguments() {
        List<String> argv = LaunchCommand.kernelspecArgv(Path.of("java"), List.of(Path.of(CLASS_PATH)));
        return argv.subList(1, argv.size());
    }
}
