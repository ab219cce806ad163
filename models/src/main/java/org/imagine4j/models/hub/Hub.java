package org.imagine4j.models.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A Hugging Face compatible hub: finds files in its cache on this machine, describes them and downloads them. */
public final class Hub {

    /** Watches a download. */
    public interface Listener {

        /** How many bytes of the file are here; fewer than before if it had to begin anew. */
        void received(long bytes);

        /** The next attempt comes after a pause. */
        void waiting(String reason, Duration pause);
    }

    private final HubSettings settings;
    private final HubClient client;
    private final HubCache cache;

    public Hub(HubSettings settings) {
        this.settings = settings;
        this.client = new HubClient(settings);
        this.cache = new HubCache(settings.cache());
    }

    /** The file in the cache of Hugging Face's own tools, if it is there. */
    public Optional<Path> cached(HubFile file) {
        return cache.find(file);
    }

    /** Whether nothing may be downloaded. */
    public boolean offline() {
        return settings.offline();
    }

    /**
     * Asks the hub what a file is like.
     *
     * @return empty if its repository has no such file
     * @throws HubException if the hub refuses or cannot be reached
     */
    public Optional<RemoteFile> describe(HubFile file, Listener listener) throws IOException, InterruptedException {
        requireOnline(file);
        return settings.retries().run(() -> client.describe(file), () -> 0, listener::waiting);
    }

    /**
     * Downloads a file and verifies its size and, where the hub tells it, its SHA-256. What an earlier call left behind is
     * continued; what is there already and unchanged is not downloaded again.
     *
     * @param target where it goes; complete when it stands there
     * @throws HubException if the hub refuses, cannot be reached, or what it sends is not what it said
     * @throws IOException if it cannot be written
     */
    public void download(RemoteFile remote, Path target, Listener listener) throws IOException, InterruptedException {
        requireOnline(remote.file());
        Download download = new Download(client, remote, target, listener);
        if (download.isComplete()) {
            return;
        }
        settings.retries().run(download::attempt, download::furthest, listener::waiting);
    }

    /** What to tell a user who needs a file that its repository does not have. */
    public HubException missing(HubFile file) {
        return new HubException(
                settings.endpoint() + " answered 404 when asked for " + file + ": there is no such file.",
                "Check HF_ENDPOINT: it may be a hub without this model.");
    }

    private void requireOnline(HubFile file) {
        if (settings.offline()) {
            throw new HubException(
                    file + " is not in " + settings.cache() + ", and HF_HUB_OFFLINE forbids downloading it.",
                    "Unset HF_HUB_OFFLINE, or set HF_HOME to a cache that has it.");
        }
    }
}
