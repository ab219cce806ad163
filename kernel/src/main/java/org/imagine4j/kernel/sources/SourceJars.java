package org.imagine4j.kernel.sources;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the sources that belong to a jar or folder of classes: beside a jar ({@code x-1.0-sources.jar}), where Maven's and
 * Gradle's local repositories keep them, in the project of a folder {@code target/classes}, or from whoever has offered to
 * fetch them. Safe for use by any thread.
 */
public final class SourceJars {
    /** Who asks for documentation waits for a download no longer than this; the next to ask has it. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final Map<Path, Callable<Optional<Path>>> offers = new ConcurrentHashMap<>();
    private final Map<Path, CompletableFuture<Optional<Path>>> fetches = new ConcurrentHashMap<>();

    /**
     * Says how the sources of a jar can be had if they are not on this machine. They are fetched once, when documentation
     * is first asked for, on a thread of their own.
     *
     * @param fetch gives the jar of sources, or nothing if there is none; may fail
     */
    public void offer(Path jar, Callable<Optional<Path>> fetch) {
        offers.put(jar.toAbsolutePath().normalize(), fetch);
    }

    /** A jar or folder of sources; empty if there is none, or none yet. */
    Optional<Path> of(Path classes) {
        Path known = classes.toAbsolutePath().normalize();
        return local(known).or(() -> fetched(known));
    }

    private static Optional<Path> local(Path classes) {
        if (Files.isDirectory(classes)) {
            return classes.endsWith(Path.of("target", "classes"))
                    ? existing(classes.resolveSibling(Path.of("..", "src", "main", "java"))
                            .normalize())
                    : Optional.empty();
        }
        String jar = String.valueOf(classes.getFileName());
        String sources = jar.replaceFirst("\\.jar$", "") + "-sources.jar";
        return existing(classes.resolveSibling(sources)).or(() -> inGradlesCache(classes, sources));
    }

    /** Gradle keeps each file of an artefact in a folder of its own, named by the file's hash. */
    private static Optional<Path> inGradlesCache(Path jar, String sources) {
        Path artefact = jar.getParent() == null ? null : jar.getParent().getParent();
        if (artefact == null || !jar.toString().contains("files-2.1")) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(artefact, Files::isDirectory)) {
            for (Path folder : folders) {
                if (Files.exists(folder.resolve(sources))) {
                    return Optional.of(folder.resolve(sources));
                }
            }
        } catch (IOException e) {
            // A cache that cannot be read has no sources.
        }
        return Optional.empty();
    }

    private static Optional<Path> existing(Path path) {
        return Files.exists(path) ? Optional.of(path) : Optional.empty();
    }

    private Optional<Path> fetched(Path jar) {
        Callable<Optional<Path>> offer = offers.get(jar);
        if (offer == null) {
            return Optional.empty();
        }
        try {
            return fetches.computeIfAbsent(jar, unused -> start(offer)).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static CompletableFuture<Optional<Path>> start(Callable<Optional<Path>> offer) {
        CompletableFuture<Optional<Path>> fetch = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        fetch.complete(offer.call());
                    } catch (Throwable e) {
                        fetch.completeExceptionally(e);
                    }
                },
                "imagine-sources");
        thread.setDaemon(true);
        thread.start();
        return fetch;
    }
}
