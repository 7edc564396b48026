package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Logs at the end of a capture that flows merge what may be different networks, so that nobody is misled. */
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
        long merged = told ? 0 : source.counts().flowsMergingTunnelIds();
        told = true;
        if (merged > 0) {
            // Only here, so that a program that has nothing to log loads no log.
            LoggerFactory.getLogger(ToldSource.class)
                    .warn(
                            "{}: {} flows have packets of different tunnel ids, perhaps of networks that use the same addresses;"
                                    + " flow-key=5-tuple,tunnel-id tells them apart",
                            capture,
                            merged);
        }
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
