package org.imagine4j.kernel.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.CollectResult;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.graph.manager.DependencyManagerUtils;
import org.eclipse.aether.util.graph.transformer.ConflictResolver;
import org.eclipse.aether.util.graph.visitor.PreorderNodeListGenerator;
import org.imagine4j.kernel.maven.MavenResolution.Conflict;
import org.imagine4j.kernel.maven.MavenResolution.Jar;

/** Finds artefacts and what they depend on, downloads what is not here yet, and says where the files are. */
public final class MavenResolver {
    private static final RemoteRepository CENTRAL =
            new RemoteRepository.Builder("central", "default", "https://repo.maven.apache.org/maven2/").build();

    private final Path user;
    private final Map<String, String> environment;
    private final RepositorySystem system = new RepositorySystemSupplier().get();

    /**
     * @param user the user's home, where Maven's settings and local repository are
     * @param environment may name proxies
     */
    public MavenResolver(Path user, Map<String, String> environment) {
        this.user = user;
        this.environment = environment;
    }

    /**
     * Resolves a request. The calling thread may be interrupted: the download then ends at its next piece.
     *
     * @throws MavenException if an artefact cannot be had
     */
    public MavenResolution resolve(MavenRequest request, MavenProgress progress) throws MavenException {
        DefaultRepositorySystemSession session = session(request, progress);
        List<RemoteRepository> repositories = system.newResolutionRepositories(session, repositories(request));
        try {
            List<Dependency> wanted = new ArrayList<>();
            for (String coordinates : request.coordinates()) {
                wanted.add(new Dependency(artifact(coordinates), JavaScopes.RUNTIME, false, exclusions(request)));
            }
            return request.transitive()
                    ? withDependencies(session, new CollectRequest(wanted, List.of(), repositories))
                    : alone(session, wanted, repositories);
        } catch (RepositoryException e) {
            throw failure(e, request, repositories);
        }
    }

    /**
     * The sources of an artefact, downloaded if need be.
     *
     * @param repositories asked before Maven Central, as in a request
     * @return empty if nobody has published them
     * @throws MavenException if the user's settings cannot be read
     */
    public Optional<Path> sources(Jar jar, List<String> repositories, boolean offline) throws MavenException {
        MavenRequest request = new MavenRequest(List.of(), repositories, List.of(), offline, false);
        DefaultRepositorySystemSession session = session(request, MavenProgress.UNHEARD);
        String[] module = jar.module().split(":", 2);
        Artifact sources = new DefaultArtifact(module[0], module[1], "sources", "jar", jar.version());
        List<RemoteRepository> asked = system.newResolutionRepositories(session, repositories(request));
        try {
            return Optional.of(system.resolveArtifact(session, new ArtifactRequest(sources, asked, null))
                    .getArtifact()
                    .getFile()
                    .toPath());
        } catch (ArtifactResolutionException e) {
            return Optional.empty();
        }
    }

    private MavenResolution withDependencies(DefaultRepositorySystemSession session, CollectRequest request)
            throws RepositoryException {
        CollectResult collected = system.collectDependencies(session, request);
        List<Conflict> conflicts = new ArrayList<>(conflicts(collected.getRoot()));
        var unused = system.resolveDependencies(session, new DependencyRequest(collected.getRoot(), null));
        PreorderNodeListGenerator nodes = new PreorderNodeListGenerator();
        collected.getRoot().accept(nodes);
        List<Jar> jars =
                nodes.getArtifacts(false).stream().map(MavenResolver::jar).toList();
        return new MavenResolution(jars, conflicts);
    }

    private MavenResolution alone(
            DefaultRepositorySystemSession session, List<Dependency> wanted, List<RemoteRepository> repositories)
            throws ArtifactResolutionException {
        List<ArtifactRequest> requests = wanted.stream()
                .map(dependency -> new ArtifactRequest(dependency.getArtifact(), repositories, null))
                .toList();
        List<Jar> jars = system.resolveArtifacts(session, requests).stream()
                .map(result -> jar(result.getArtifact()))
                .toList();
        return new MavenResolution(jars, List.of());
    }

    private DefaultRepositorySystemSession session(MavenRequest request, MavenProgress progress) throws MavenException {
        MavenSettings settings = MavenSettings.read(user, environment);
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(settings.localRepository())));
        settings.applyTo(session);
        session.setOffline(request.offline() || settings.offline());
        session.setConfigProperty(ConflictResolver.CONFIG_PROP_VERBOSE, true);
        session.setConfigProperty(DependencyManagerUtils.CONFIG_PROP_VERBOSE, true);
        session.setSystemProperties(System.getProperties());
        session.setTransferListener(new Listener(progress));
        return session;
    }

    private static List<RemoteRepository> repositories(MavenRequest request) {
        List<RemoteRepository> repositories = new ArrayList<>();
        for (String repository : request.repositories()) {
            int equals = repository.indexOf('=');
            String url = repository.substring(equals + 1);
            String id = equals > 0 ? repository.substring(0, equals) : url.replaceAll("\\W+", "-");
            repositories.add(new RemoteRepository.Builder(id, "default", url).build());
        }
        repositories.add(CENTRAL);
        return repositories;
    }

    private static Artifact artifact(String coordinates) throws MavenException {
        try {
            boolean newest = coordinates.chars().filter(c -> c == ':').count() == 1;
            return new DefaultArtifact(newest ? coordinates + ":RELEASE" : coordinates);
        } catch (IllegalArgumentException e) {
            throw new MavenException(
                    "\"" + coordinates + "\" does not name an artefact.\n"
                            + "Write group:artifact:version, or group:artifact for the newest release.",
                    e);
        }
    }

    private static List<Exclusion> exclusions(MavenRequest request) throws MavenException {
        List<Exclusion> exclusions = new ArrayList<>();
        for (String exclusion : request.exclusions()) {
            String[] parts = exclusion.split(":", -1);
            if (parts.length != 2) {
                throw new MavenException(
                        "\"" + exclusion + "\" does not name what to exclude.\nWrite group:artifact; * stands for any.",
                        null);
            }
            exclusions.add(new Exclusion(parts[0], parts[1], "*", "*"));
        }
        return exclusions;
    }

    private static Jar jar(Artifact artifact) {
        return new Jar(
                module(artifact), artifact.getVersion(), artifact.getFile().toPath());
    }

    private static String module(Artifact artifact) {
        return artifact.getGroupId() + ":" + artifact.getArtifactId();
    }

    /** Nodes that lost against another version. They are taken out of the graph, which then is the class path. */
    private static Set<Conflict> conflicts(DependencyNode node) {
        Set<Conflict> conflicts = new LinkedHashSet<>();
        List<DependencyNode> kept = new ArrayList<>();
        for (DependencyNode child : node.getChildren()) {
            Object winner = child.getData().get(ConflictResolver.NODE_DATA_WINNER);
            if (!(winner instanceof DependencyNode chosen)) {
                kept.add(child);
                conflicts.addAll(conflicts(child));
                continue;
            }
            String version = child.getArtifact().getVersion();
            if (!version.equals(chosen.getArtifact().getVersion())) {
                String askedBy = node.getArtifact() == null
                        ? ""
                        : module(node.getArtifact()) + ":" + node.getArtifact().getVersion();
                conflicts.add(new Conflict(
                        module(child.getArtifact()),
                        version,
                        chosen.getArtifact().getVersion(),
                        askedBy));
            }
        }
        node.setChildren(kept);
        return conflicts;
    }

    private static MavenException failure(
            RepositoryException e, MavenRequest request, List<RemoteRepository> repositories) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String missing = missing(e);
        String places = repositories.stream()
                .map(repository -> repository.getId() + " (" + repository.getUrl() + ")")
                .collect(Collectors.joining(", "));
        if (root instanceof TransferCancelledException) {
            return new MavenException("The download was stopped.\nThe same line goes on with it.", e);
        }
        String message = missing.isEmpty()
                ? e.getMessage().lines().findFirst().orElse("The artefacts cannot be had") + "."
                : missing + " is not to be had from " + places + ".";
        String reason = request.offline()
                ? "With --offline only what was downloaded before can be used."
                : root.getMessage() == null || missing.isEmpty()
                        ? "Check the coordinates and the connection."
                        : root.getMessage().lines().findFirst().orElse("");
        return new MavenException(message + "\n" + reason, e);
    }

    private static String missing(Throwable e) {
        List<ArtifactResult> results = List.of();
        for (Throwable each = e; each != null && results.isEmpty(); each = each.getCause()) {
            if (each instanceof ArtifactResolutionException resolution && resolution.getResults() != null) {
                results = resolution.getResults();
            }
        }
        return results.stream()
                .filter(result -> result.isMissing() || !result.isResolved())
                .map(result -> result.getRequest().getArtifact())
                .map(artifact -> module(artifact) + ":" + artifact.getVersion())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static final class Listener extends AbstractTransferListener {
        private final MavenProgress progress;

        Listener(MavenProgress progress) {
            this.progress = progress;
        }

        @Override
        public void transferStarted(TransferEvent event) throws TransferCancelledException {
            report(event);
        }

        @Override
        public void transferProgressed(TransferEvent event) throws TransferCancelledException {
            report(event);
        }

        @Override
        public void transferSucceeded(TransferEvent event) {
            progress.transferred(name(event), event.getTransferredBytes(), event.getTransferredBytes());
        }

        private void report(TransferEvent event) throws TransferCancelledException {
            if (progress.cancelled()) {
                throw new TransferCancelledException();
            }
            progress.transferred(
                    name(event),
                    event.getTransferredBytes(),
                    event.getResource().getContentLength());
        }

        private static String name(TransferEvent event) {
            String path = event.getResource().getResourceName();
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }
}
