package org.imagine4j.kernel.magic.builtin;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.imagine4j.kernel.magic.MagicCommand;
import org.imagine4j.kernel.maven.MavenException;
import org.imagine4j.kernel.maven.MavenRequest;
import org.imagine4j.kernel.maven.MavenResolution;
import org.imagine4j.kernel.maven.MavenResolution.Jar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %maven}. */
@Command(
        name = "%maven",
        header = "Adds artefacts of Maven repositories, with what they depend on, to the class path.",
        description = {
            "Maven's own settings, mirrors, proxies and local repository are used. A jar stays until the kernel restarts,"
                    + " so another version of what is there already is not added; that is told.",
            "Documentation (Shift-Tab) comes from the library's sources, which are fetched when it is first asked for.",
            "The value is the list of the files that were added."
        },
        footer = {
            "%maven org.apache.commons:commons-math3:3.6.1",
            "%maven tech.tablesaw:tablesaw-core",
            "%maven --repo https://jitpack.io com.github.user:project:1.0",
            "%maven -x org.slf4j:* -x com.google.guava:guava group:artifact:1.0",
            "%maven --offline group:artifact:1.0"
        })
final class MavenMagic extends MagicCommand<List<Path>> {
    private final Session session;
    private final MavenSession memory;

    @Option(
            names = {"-r", "--repo"},
            paramLabel = "[ID=]URL",
            order = 10,
            description = "Ask this repository too, now and in later calls. May be repeated.")
    private List<String> repositories = List.of();

    @Option(
            names = {"-x", "--exclude"},
            paramLabel = "GROUP:ARTIFACT",
            order = 20,
            description = "Leave this out; * stands for any. May be repeated.")
    private List<String> exclusions = List.of();

    @Option(
            names = {"-o", "--offline"},
            order = 30,
            description = "Use what is on this machine; download nothing.")
    private boolean offline;

    @Option(
            names = "--no-transitive",
            order = 40,
            description = "Only the artefacts themselves, without what they depend on.")
    private boolean alone;

    @Option(names = "--dry-run", order = 50, description = "Resolve and tell, but add nothing.")
    private boolean dryRun;

    @Parameters(
            arity = "0..*",
            paramLabel = "GROUP:ARTIFACT[:VERSION]",
            description = "What to add; without a version the newest release.")
    private List<String> coordinates = List.of();

    MavenMagic(Session session, MavenSession memory) {
        this.session = session;
        this.memory = memory;
    }

    @Override
    protected List<Path> run(Optional<String> body) throws Exception {
        memory.addRepositories(repositories);
        if (coordinates.isEmpty()) {
            if (repositories.isEmpty()) {
                throw new IllegalArgumentException(
                        "There is nothing to add.\n%maven group:artifact:version adds a library.");
            }
            return null;
        }
        MavenRequest request = new MavenRequest(coordinates, memory.repositories(), exclusions, offline, !alone);
        MavenResolution resolution = resolve(request);
        List<Path> files = dryRun ? List.of() : add(resolution);
        if (dryRun) {
            resolution.jars().forEach(jar -> System.out.println(jar.module() + ":" + jar.version()));
        }
        for (MavenResolution.Conflict conflict : resolution.conflicts()) {
            System.out.println("Conflict: " + conflict.module() + " " + conflict.chosen() + " is used, not the "
                    + conflict.leftOut() + " that " + conflict.askedBy() + " asks for");
        }
        session.alreadyShown(files);
        return files;
    }

    /** In a thread of its own, so that the stop button does not wait for a socket. */
    private MavenResolution resolve(MavenRequest request) throws Exception {
        Downloads downloads = new Downloads(session);
        FutureTask<MavenResolution> task =
                new FutureTask<>(() -> memory.resolver(session.environment()).resolve(request, downloads));
        Thread worker = new Thread(task, "imagine-maven");
        worker.setDaemon(true);
        worker.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MavenException told) {
                throw told;
            }
            throw e;
        } finally {
            downloads.cancel();
        }
    }

    private List<Path> add(MavenResolution resolution) {
        List<Jar> fresh = new ArrayList<>();
        int known = 0;
        for (Jar jar : resolution.jars()) {
            String present = Optional.ofNullable(memory.version(jar.module())).orElseGet(() -> kernelsOwn(jar));
            if (present == null) {
                fresh.add(jar);
            } else if (present.equals(jar.version())) {
                known++;
            } else {
                System.out.println("Conflict: " + jar.module() + " " + present + " is on the class path already; "
                        + jar.version() + " is not added");
            }
        }
        session.addToClasspath(fresh.stream().map(Jar::file).toList());
        List<String> repositories = memory.repositories();
        for (Jar jar : fresh) {
            memory.added(jar.module(), jar.version());
            session.offerSources(
                    jar.file(), () -> memory.resolver(session.environment()).sources(jar, repositories, offline));
        }
        System.out.println(
                fresh.isEmpty()
                        ? "Nothing to add: all is there already."
                        : "Added "
                                + String.join(
                                        ", ",
                                        fresh.stream().map(MavenMagic::name).toList())
                                + (known > 0 ? "; " + known + " more are there already" : ""));
        return fresh.stream().map(Jar::file).toList();
    }

    private static String name(Jar jar) {
        return jar.module().substring(jar.module().indexOf(':') + 1) + " " + jar.version();
    }

    /** The version of a library that the kernel itself runs on, by the name of its file; null if it is none. */
    private static String kernelsOwn(Jar jar) {
        String artifact = name(jar).split(" ", 2)[0];
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName())
                .filter(Objects::nonNull)
                .map(Path::toString)
                .filter(file -> file.startsWith(artifact + "-") && file.endsWith(".jar"))
                .map(file -> file.substring(artifact.length() + 1, file.length() - ".jar".length()))
                .filter(version -> !version.isEmpty() && Character.isDigit(version.charAt(0)))
                .findFirst()
                .orElse(null);
    }
}
