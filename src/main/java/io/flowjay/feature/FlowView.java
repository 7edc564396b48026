package io.flowjay.feature;

import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowIds;

/**
 * A finished flow with the sequences that several groups need, derived once. One instance is filled again for every flow, so
 * that deriving costs no allocation; it belongs to one thread.
 */
public final class FlowView {
    private final Flow flow;
    private final FlowIds ids;

    FlowView(Flow flow, FlowIds ids) {
        this.flow = flow;
        this.ids = ids;
    }

    /** The flow looked at. */
    public Flow flow() {
        return flow;
    }

    /** The names of the flow's endpoints. */
    public FlowIds ids() {
        return ids;
    }
}
