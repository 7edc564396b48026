package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Logs at the end of a capture what its records may mislead about: flows that merge what may be different networks, and connections
 * that were forgotten, so that a later part looks like a new connection.
 */
final class ToldSource<T> implements BatchSource<T> {
    private final BatchSource<T> source;
    private final String capture;
    private boolean told;

    /**
     * @param source what it hands on, and closes
     * @param capture the capture's name
     */
    ToldSource(BatchSource<T> source, String capture) {
        this.source = source;
        this.capture = capture;
    }

    @Override
    public @Nullable T next() throws IOException {
        try {
            T batch = source.next();
            if (batch == null) {
                tell();
            }
            return batch;
        } catch (IOException e) {
            tell();
            throw e;
        }
    }

    private void tell() {
        if (told) {
            return;
        }
        told = true;
        CaptureCounts counts = source.counts();
        long merged = counts.flowsMergingTunnelIds();
        if (merged > 0) {
            warn(
                    "{}: {} packets of different tunnel ids, perhaps of networks that use the same addresses;"
                            + " flow-key=5-tuple,tunnel-id separates them",
                    merged == 1 ? "1 flow has" : merged + " flows have");
        }
        long forgotten = counts.connectionsForgotten();
        if (forgotten > 0) {
            warn(
                    "{}: {} forgotten for lack of room, so later packets start new connections; a larger"
                            + " max-ended-connections prevents this",
                    forgotten == 1 ? "1 ended connection was" : forgotten + " ended connections were");
        }
    }

    /** Loads the log only here, so that a program that has nothing to log does not load it. */
    private void warn(String message, String what) {
        LoggerFactory.getLogger(ToldSource.class).warn(message, capture, what);
    }

    @Override
    public boolean isReady() {
        return source.isReady();
    }

    @Override
    public CaptureCounts counts() {
        return source.counts();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
