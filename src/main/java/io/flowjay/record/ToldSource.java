package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Logs the {@link CaptureNotices} at the end of a capture. */
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
        for (String notice : CaptureNotices.of(source.counts(), ToldSource::property)) {
            // Loads the log only here, so that a program that has nothing to log does not load it.
            LoggerFactory.getLogger(ToldSource.class).warn("{}: {}", capture, notice);
        }
    }

    private static String property(String name, String value) {
        return value.isEmpty() ? name : name + '=' + value;
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
