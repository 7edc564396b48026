package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The records of one capture, computed as they are asked for. The order and every byte are the same for any number of threads.
 *
 * <p>When the capture cannot be read whole, the records of every packet before the damage come first; then {@link #hasNext()}
 * throws an {@link UncheckedIOException} with the reason. The capture is closed after the last record, after a failure, and by
 * {@link #close()}, whichever comes first. For use by one thread.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class FlowRecords implements Iterator<FlowRecord>, Closeable {
    /** What a limit counts in a batch. */
    static final LimitedSource.Records<List<FlowRecord>> LIMITED = new LimitedSource.Records<>() {
        @Override
        public int count(List<FlowRecord> batch) {
            return batch.size();
        }

        @Override
        public int bytes(List<FlowRecord> batch, int record) {
            return batch.get(record).encodedLength();
        }

        @Override
        public List<FlowRecord> first(List<FlowRecord> batch, int records) {
            return batch.subList(0, records);
        }
    };

    private final BatchSource<List<FlowRecord>> source;
    private final ArrayDeque<FlowRecord> ready = new ArrayDeque<>();
    private @Nullable FlowRecord next;
    private boolean ended;

    FlowRecords(BatchSource<List<FlowRecord>> source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            boolean whole = false;
            try {
                next = read();
                whole = true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                if (next == null) {
                    finish(whole);
                }
            }
        }
        return next != null;
    }

    @Override
    public FlowRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the capture has no more flows");
        }
        FlowRecord record = next;
        next = null;
        if (record == null) {
            throw new NoSuchElementException("the capture has no more flows");
        }
        return record;
    }

    /** Whether {@link #hasNext()} answers without waiting for packets to be captured; where not, send on what there is. */
    public boolean isReady() {
        return next != null || ended || !ready.isEmpty() || source.isReady();
    }

    /** What became of the packets read so far; complete once {@link #hasNext()} has answered false or thrown. */
    public CaptureCounts counts() {
        return source.counts();
    }

    @Override
    public void close() throws IOException {
        ended = true;
        next = null;
        ready.clear();
        source.close();
    }

    /** The next record; the last batch of a capture may be empty. */
    private @Nullable FlowRecord read() throws IOException {
        while (ready.isEmpty()) {
            List<FlowRecord> batch = source.next();
            if (batch == null) {
                return null;
            }
            ready.addAll(batch);
        }
        return ready.poll();
    }

    private void finish(boolean reportCloseFailure) {
        ended = true;
        try {
            source.close();
        } catch (IOException e) {
            // Behind a failure to read, a failure to close tells nothing new.
            if (reportCloseFailure) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
