package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes each batch in the thread that asks for it. */
final class DirectSource<T> implements BatchSource<T> {
    private final FlowAssembler flows;
    private final BatchMaker<T> maker;
    private final int batchFlows;
    private final List<Flow> batch = new ArrayList<>();

    /**
     * @param flows the flows, which this source closes
     * @param maker makes something of them
     * @param batchFlows flows in a batch
     */
    DirectSource(FlowAssembler flows, BatchMaker<T> maker, int batchFlows) {
        this.flows = flows;
        this.maker = maker;
        this.batchFlows = batchFlows;
    }

    @Override
    public @Nullable T next() throws IOException {
        batch.clear();
        flows.next(batch, batchFlows);
        if (batch.isEmpty()) {
            IOException failure = flows.failure();
            if (failure != null) {
                throw failure;
            }
            return null;
        }
        T made = maker.make(batch);
        batch.forEach(flows::recycle);
        return made;
    }

    @Override
    public boolean isReady() {
        return flows.isReady();
    }

    @Override
    public CaptureCounts counts() {
        return flows.counts().copy();
    }

    @Override
    public void close() throws IOException {
        flows.close();
    }
}
