package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where {@link FlowRecords} come from: computed by the caller's thread or by several. */
interface RecordSource extends Closeable {
    /**
     * The next record, or null at the end of a capture that was read whole.
     *
     * @throws IOException after the last record of a capture that was not
     */
    @Nullable
    FlowRecord next() throws IOException;

    /** Whether {@link #next()} answers a record without waiting for packets to be captured. */
    boolean isReady();

    /** What became of the packets of the records handed out so far. */
    CaptureCounts counts();
}
