package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a capture's flows, batch by batch in the order in which the flows ended: by the caller's thread or by several.
 *
 * @param <T> what is made of a batch
 */
interface BatchSource<T> extends Closeable {
    /**
     * The next batch, or null at the end of a capture that was read whole.
     *
     * @throws IOException after the last batch of a capture that was not
     */
    @Nullable
    T next() throws IOException;

    /** Whether {@link #next()} answers without waiting for packets to be captured. */
    boolean isReady();

    /** What became of the packets of the batches handed out so far. */
    CaptureCounts counts();
}
