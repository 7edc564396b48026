package io.flowjay.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.flow.Flow;
import io.flowjay.flow.TcpScript;
import org.junit.jupiter.api.Test;

class HostGraphBuilderTest {
    @Test
    void isFullBeyondItsBound() {
        Flow flow = TcpScript.flow("0 c S seq=0");
        // Two hosts, the edge between them, a port.
        assertThat(isFull(3, flow)).isTrue();
        assertThat(isFull(4, flow)).isFalse();
    }

    @Test
    void isNotFilledByFlows() {
        HostGraphBuilder graph = new HostGraphBuilder(new HostGraphSettings(0, 4));
        for (int i = 0; i < 1000; i++) {
            graph.add(TcpScript.flow("0 c S seq=" + i));
        }
        assertThat(graph.isFull()).isFalse();
        assertThat(graph.build().flowsFrom(0)).isEqualTo(1000);
    }

    private static boolean isFull(int maxEntries, Flow flow) {
        HostGraphBuilder graph = new HostGraphBuilder(new HostGraphSettings(0, maxEntries));
        graph.add(flow);
        return graph.isFull();
    }
}
