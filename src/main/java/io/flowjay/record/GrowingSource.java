package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the batches of a small capture in the thread that asks for them, since threads would cost more than the capture does; hands those of
 * a larger capture to threads.
 */
final class GrowingSource<T> implements BatchSource<T> {
    /** Batches of the largest small capture. */
    static final int SMALL = 4;

    private final FlowAssembler flows;
    private final Supplier<BatchMaker<T>> makers;
    private final int workers;
    /** What has been read and not made, and what makes it here; null before the first batch. */
    private @Nullable Deque<List<Flow>> read;

    private @Nullable BatchMaker<T> maker;
    /** Where the batches come from; null before the first one, and for a small capture. */
    private @Nullable BatchSource<T> threads;

    /**
     * @param flows the flows, which this source closes
     * @param makers makes a maker for each thread
     * @param workers threads beside the one that reads
     */
    GrowingSource(FlowAssembler flows, Supplier<BatchMaker<T>> makers, int workers) {
        this.flows = flows;
        this.makers = makers;
        this.workers = workers;
    }

    @Override
    public @Nullable T next() throws IOException {
        Deque<List<Flow>> batches = read;
        if (batches == null) {
            batches = new ArrayDeque<>(SMALL);
            read = batches;
            if (readInto(batches)) {
                threads = new ParallelSource<>(flows, makers, workers, List.copyOf(batches));
                batches.clear();
            }
        }
        if (threads != null) {
            return threads.next();
        }
        List<Flow> batch = batches.poll();
        if (batch != null) {
            return make(batch);
        }
        IOException failure = flows.failure();
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    /** Reads the batches of a small capture; true if there is more. */
    private boolean readInto(Deque<List<Flow>> batches) {
        boolean more = true;
        while (more && batches.size() < SMALL) {
            List<Flow> batch = new ArrayList<>(ParallelSource.BATCH_FLOWS);
            more = flows.next(batch, ParallelSource.BATCH_FLOWS);
            batches.add(batch);
        }
        return more;
    }

    private T make(List<Flow> batch) {
        BatchMaker<T> own = maker;
        if (own == null) {
            own = makers.get();
            maker = own;
        }
        T made = own.make(batch);
        batch.forEach(flows::recycle);
        return made;
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
