package org.imagine4j.kernel.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the archive, in a process of its own: at the lowest priority, holding nothing of the kernel that started it,
 * outliving it, and for a bounded time. It rehearses a kernel whose JVM writes down what it has loaded, tries a start with
 * that, and only then moves it into place. However many kernels start at once, one archive is made.
 */
public final class ArchiveMaker {
    /** Environment variable; {@value #OFF} means that no archive is made. One that is there is used all the same. */
    public static final String SWITCH = "IMAGINE_ARCHIVE";

    private static final String OFF = "off";
    private static final String REHEARSAL = "rehearsal";

    private static final int DELAY_MILLIS = 4_000;
    private static final int LIMIT_MILLIS = 300_000;
    private static final int KEPT = 4;

    /** This process is small; what it drives is not. */
    private static final List<String> OWN_ARGUMENTS =
            List.of("-XX:TieredStopAtLevel=1", "-Xmx64m", "-Xlog:disable", "-XX:-UsePerfData");

    private final KernelCommand kernel;
    private final ClassArchive archive;

    private ArchiveMaker(KernelCommand kernel, ClassArchive archive) {
        this.kernel = kernel;
        this.archive = archive;
    }

    /** Whether this process is a kernel that is started in order to make an archive. */
    public static boolean isRehearsal(Map<String, String> environment) {
        return REHEARSAL.equals(environment.get(SWITCH));
    }

    /** Tells a kernel so. */
    static void rehearse(Map<String, String> environment) {
        environment.put(SWITCH, REHEARSAL);
    }

    /**
     * Has an archive made for kernels that are started as this process was, if its command names one that is not there or
     * does not fit. Returns at once, waits until the kernel has started, and never disturbs it.
     *
     * @param environment may switch it off
     * @param mainClass the class that started this process
     */
    public static void makeInBackground(Map<String, String> environment, Class<?> mainClass) {
        if (environment.getOrDefault(SWITCH, "").equalsIgnoreCase(OFF) || isRehearsal(environment)) {
            return;
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(DELAY_MILLIS);
                        List<String> arguments = KernelCommand.argumentsOfThisProcess();
                        Optional<ClassArchive> archive = ClassArchive.namedIn(arguments);
                        if (archive.isPresent()) {
                            KernelCommand command = KernelCommand.ofThisProcess(arguments, mainClass.getName());
                            new ArchiveMaker(command, archive.get()).launch();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (IOException | RuntimeException e) {
                        // No archive, then; the kernel works without.
                    }
                },
                "imagine-archive");
        thread.setDaemon(true);
        thread.start();
    }

    /** The process: {@code ArchiveMaker FILE MAIN-CLASS JVM-ARGUMENT…}, on the kernel's class path. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        endAfter(LIMIT_MILLIS);
        ClassArchive archive = new ClassArchive(Path.of(arguments[0]));
        List<String> jvmArguments = List.of(arguments).subList(2, arguments.length);
        new ArchiveMaker(KernelCommand.ofThisProcess(jvmArguments, arguments[1]), archive).makeOnce();
        System.exit(0);
    }

    private void launch() throws IOException {
        if (Stamp.folderIn(kernel.classPath()).isPresent() || new Stamp(archive, kernel.classPath()).isCurrent()) {
            return;
        }
        Files.createDirectories(archive.file().getParent());
        if (!Files.isWritable(archive.file().getParent())) {
            return;
        }
        List<String> own = new ArrayList<>(List.of(archive.file().toString(), kernel.mainClass()));
        own.addAll(kernel.jvmArguments());
        KernelCommand maker = kernel.withMain(ArchiveMaker.class.getName());
        Detached.builder(Detached.unhurried(maker.with(OWN_ARGUMENTS, own)))
                .directory(archive.file().getParent().toFile())
                .start();
    }

    private void makeOnce() throws IOException, InterruptedException {
        try (FileChannel channel =
                        FileChannel.open(archive.beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            Stamp stamp = new Stamp(archive, kernel.classPath());
            if (lock == null || stamp.isCurrent()) {
                return;
            }
            try {
                make();
                stamp.made();
            } catch (IOException e) {
                stamp.failed();
            }
        }
        removeOldest();
    }

    private void make() throws IOException, InterruptedException {
        ClassArchive fresh = new ClassArchive(archive.beside(".new"));
        Rehearsal rehearsal = new Rehearsal(kernel, archive.file().getParent());
        try {
            Files.deleteIfExists(fresh.file());
            rehearsal.whole(fresh.makingArguments());
            rehearsal.brief(fresh.arguments());
            force(fresh.file());
            Files.move(fresh.file(), archive.file(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh.file());
        }
    }

    /** A file that lost its end in a power failure would look whole. */
    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Each update of Java or Imagine leaves an archive that nobody will use. */
    private void removeOldest() throws IOException {
        List<Path> archives;
        try (Stream<Path> files = Files.list(archive.file().getParent())) {
            archives = files.filter(file -> Files.exists(new ClassArchive(file).beside(Stamp.SUFFIX)))
                    .sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().lastModified())
                            .reversed())
                    .toList();
        }
        for (Path old : archives.stream().skip(KEPT).toList()) {
            ClassArchive another = new ClassArchive(old);
            Files.deleteIfExists(old);
            Files.deleteIfExists(another.beside(Stamp.SUFFIX));
            Files.deleteIfExists(another.beside(".lock"));
        }
    }

    private static void endAfter(int millis) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(millis);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
                    Runtime.getRuntime().halt(1);
                },
                "imagine-archive-limit");
        thread.setDaemon(true);
        thread.start();
    }
}
