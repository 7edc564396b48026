package io.flowjay.record;

import io.flowjay.capture.LimitException;
import io.flowjay.flow.CaptureCounts;
import io.flowjay.record.sink.RecordBatch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a capture up to its limits: the last batch ends before the record that exceeds one, so that records do not depend on the
 * number of threads; then comes a {@link LimitException}.
 */
final class LimitedSource<T> implements BatchSource<T> {
    /**
     * What a batch holds.
     *
     * @param <T> what the batch is
     */
    interface Records<T> {
        /** How many records it has. */
        int count(T batch);

        /** Bytes of one of them. */
        int bytes(T batch, int record);

        /** The first records of it. */
        T first(T batch, int records);
    }

    /** What a limit counts in the batches of a sink. */
    static <B extends RecordBatch> Records<B> ofSink() {
        return new Records<>() {
            @Override
            public int count(B batch) {
                return batch.records();
            }

            @Override
            public int bytes(B batch, int record) {
                return batch.bytes(record);
            }

            @Override
            public B first(B batch, int records) {
                batch.keep(records);
                return batch;
            }
        };
    }

    private final BatchSource<T> source;
    private final CaptureBudget budget;
    private final Records<T> records;
    private @Nullable LimitException exceeded;

    /**
     * @param source gives the batches; closed with this
     * @param budget what the capture has taken
     */
    LimitedSource(BatchSource<T> source, CaptureBudget budget, Records<T> records) {
        this.source = source;
        this.budget = budget;
        this.records = records;
    }

    @Override
    public @Nullable T next() throws IOException {
        if (exceeded != null) {
            throw exceeded;
        }
        T batch;
        budget.startClock();
        try {
            batch = source.next();
        } finally {
            budget.stopClock();
        }
        if (batch == null) {
            return null;
        }
        int count = records.count(batch);
        for (int i = 0; i < count; i++) {
            try {
                budget.add(records.bytes(batch, i));
            } catch (LimitException e) {
                exceeded = e;
                return records.first(batch, i);
            }
        }
        return batch;
    }

    @Override
    public boolean isReady() {
        return exceeded != null || source.isReady();
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
