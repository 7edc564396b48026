package io.flowjay.flow;

import org.jspecify.annotations.Nullable;

/** Flows in the order in which they were put to the end, linked through {@link Flow#older} and {@link Flow#newer}. */
final class FlowList {
    private @Nullable Flow oldest;
    private @Nullable Flow newest;

    @Nullable
    Flow oldest() {
        return oldest;
    }

    void append(Flow flow) {
        flow.older = newest;
        flow.newer = null;
        if (newest == null) {
            oldest = flow;
        } else {
            newest.newer = flow;
        }
        newest = flow;
    }

    void remove(Flow flow) {
        Flow older = flow.older;
        Flow newer = flow.newer;
        if (older == null) {
            oldest = newer;
        } else {
            older.newer = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.older = older;
        }
        flow.older = null;
        flow.newer = null;
    }

    void moveToEnd(Flow flow) {
        if (flow != newest) {
            remove(flow);
            append(flow);
        }
    }
}
