package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Computes each record in the thread that asks for it. */
final class DirectSource implements RecordSource {
    private final FlowAssembler flows;
    private final FlowRecordFactory factory;

    DirectSource(FlowAssembler flows, FlowRecordFactory factory) {
        this.flows = flows;
        this.factory = factory;
    }

    @Override
    public @Nullable FlowRecord next() throws IOException {
        Flow flow = flows.next();
        if (flow == null) {
            IOException failure = flows.failure();
            if (failure != null) {
                throw failure;
            }
            return null;
        }
        FlowRecord record = factory.record(flow);
        flows.recycle(flow);
        return record;
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
