package io.flowjay.record;

import io.flowjay.capture.CaptureReader;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import io.flowjay.flow.FlowSettings;
import io.flowjay.flow.PayloadNeeds;
import io.flowjay.graph.HostGraph;
import io.flowjay.graph.HostGraphBuilder;
import io.flowjay.graph.HostGraphSettings;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The pass over a capture that the host graph needs before the first record. */
final class HostGraphPass {
    private HostGraphPass() {}

    /**
     * The graph of a capture's flows; of a damaged capture, of those ahead of the damage, which the pass for the records reports.
     * Null when the capture has more hosts than a graph may have.
     *
     * @param capture a reader at the capture's start, which is closed
     * @param settings what makes packets into flows
     * @param bounds bounds of the graph
     */
    static @Nullable HostGraph of(CaptureReader capture, FlowSettings settings, HostGraphSettings bounds)
            throws IOException {
        HostGraphBuilder graph = new HostGraphBuilder(bounds);
        try (FlowAssembler flows = new FlowAssembler(capture, settings, PayloadNeeds.NONE)) {
            for (Flow flow = flows.next(); flow != null && !graph.isFull(); flow = flows.next()) {
                graph.add(flow);
                flows.recycle(flow);
            }
        }
        return graph.isFull() ? null : graph.build();
    }
}
