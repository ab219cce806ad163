package org.imagine4j.models.hub;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A response's body, piece by piece. Unlike an input stream it notices when nothing comes any more, and can be
 * interrupted.
 */
final class Chunks implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

    /** What arrived: bytes, the end (neither), or a failure. */
    private record Item(List<ByteBuffer> bytes, Throwable failure) {}

    /** The body ended before its end. */
    static final class Dropped extends Exception {

        private static final long serialVersionUID = 1;

        Dropped(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final Duration patience;
    private volatile Flow.Subscription subscription;

    /** @param patience how long nothing may come before the connection counts as dropped */
    Chunks(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits for the next bytes.
     *
     * @return empty at the end of the body
     * @throws Dropped if the connection dropped, or nothing came for too long
     */
    Optional<List<ByteBuffer>> next() throws Dropped, InterruptedException {
        Item item = items.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (item == null) {
            throw new Dropped("nothing came for " + patience.toSeconds() + " s", null);
        }
        if (item.failure != null) {
            throw new Dropped(HubClient.reason(item.failure), item.failure);
        }
        if (item.bytes != null) {
            subscription.request(1);
        }
        return Optional.ofNullable(item.bytes);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        subscription.request(2);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        items.add(new Item(bytes, null));
    }

    @Override
    public void onError(Throwable failure) {
        items.add(new Item(null, failure));
    }

    @Override
    public void onComplete() {
        items.add(new Item(null, null));
    }

    /** Ends the transfer if it still goes on. */
    @Override
    public void close() {
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
