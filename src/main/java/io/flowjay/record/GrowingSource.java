package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the only batch of a small capture in the thread that asks for it, since threads would cost more than the capture does; hands those
 * of a larger capture to threads.
 */
final class GrowingSource<T> implements BatchSource<T> {
    private final FlowAssembler flows;
    private final Supplier<BatchMaker<T>> maker;
    private final int workers;
    private boolean begun;
    /** Where the batches come from; null before the first one, and for a small capture. */
    private @Nullable BatchSource<T> threads;

    /**
     * @param flows the flows, which this source closes
     * @param maker makes a maker for each thread
     * @param workers threads beside the one that reads
     */
    GrowingSource(FlowAssembler flows, Supplier<BatchMaker<T>> maker, int workers) {
        this.flows = flows;
        this.maker = maker;
        this.workers = workers;
    }

    @Override
    public @Nullable T next() throws IOException {
        if (!begun) {
            begun = true;
            List<Flow> first = new ArrayList<>(ParallelSource.BATCH_FLOWS);
            if (!flows.next(first, ParallelSource.BATCH_FLOWS)) {
                T made = maker.get().make(first);
                first.forEach(flows::recycle);
                return made;
            }
            threads = new ParallelSource<>(flows, maker, workers, first);
        }
        if (threads != null) {
            return threads.next();
        }
        IOException failure = flows.failure();
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public CaptureCounts counts() {
        return threads == null ? flows.counts().copy() : threads.counts();
    }

    @Override
    public void close() throws IOException {
        if (threads == null) {
            flows.close();
        } else {
            threads.close();
        }
    }
}
