package io.flowjay.graph;

import io.flowjay.flow.Flow;

/**
 * Who talks to whom in a capture: hosts are IP addresses, each flow is an edge from initiator to responder. A host is asked about
 * by its number, which {@link #initiator} and {@link #responder} tell. Immutable; threads may share it.
 */
public final class HostGraph {
    /** The number of a host that is not in the graph. */
    public static final int UNKNOWN = HostIndex.UNKNOWN;

    private final HostIndex hosts;
    private final PairCounts edges;
    private final PairCounts portCalls;
    private final HostCounters counters;
    private final HostMetrics metrics;

    HostGraph(HostIndex hosts, PairCounts edges, PairCounts portCalls, HostCounters counters, HostMetrics metrics) {
        this.hosts = hosts;
        this.edges = edges;
        this.portCalls = portCalls;
        this.counters = counters;
        this.metrics = metrics;
    }

    /** The number of the flow's initiator, or {@link #UNKNOWN}. */
    public int initiator(Flow flow) {
        return hosts.find(flow.ipVersion(), flow.initiatorHigh(), flow.initiatorLow());
    }

    /** The number of the flow's responder, or {@link #UNKNOWN}. */
    public int responder(Flow flow) {
        return hosts.find(flow.ipVersion(), flow.responderHigh(), flow.responderLow());
    }

    /** Flows that the host initiated. */
    public long flowsFrom(int host) {
        return counters.flowsFrom.of(host);
    }

    /** Flows that the host responded to. */
    public long flowsTo(int host) {
        return counters.flowsTo.of(host);
    }

    /** Flows that one host initiated to another. */
    public long flows(int initiator, int responder) {
        return edges.count(initiator, responder);
    }

    /** Flows that the host initiated to a TCP, UDP or SCTP port, of any responder. */
    public long flowsToPort(int initiator, int port) {
        return portCalls.count(initiator, port);
    }

    /** Distinct TCP, UDP and SCTP ports of responders that the host initiated flows to. */
    public long ports(int initiator) {
        return counters.ports.of(initiator);
    }

    /** Packets that the host sent, as initiator or responder. */
    public long packetsSent(int host) {
        return counters.packetsSent.of(host);
    }

    /** IP bytes that the host sent, as initiator or responder. */
    public long bytesSent(int host) {
        return counters.bytesSent.of(host);
    }

    /** Packets that the host was sent, as initiator or responder. */
    public long packetsReceived(int host) {
        return counters.packetsReceived.of(host);
    }

    /** IP bytes that the host was sent, as initiator or responder. */
    public long bytesReceived(int host) {
        return counters.bytesReceived.of(host);
    }

    /** Distinct hosts that the host initiated flows to. */
    public long outDegree(int host) {
        return counters.outDegree.of(host);
    }

    /** Distinct hosts that initiated flows to the host. */
    public long inDegree(int host) {
        return counters.inDegree.of(host);
    }

    /** Share of the ordered pairs of other hosts whose shortest paths lead over the host, 0 to 1. */
    public double betweenness(int host) {
        return metrics.betweenness[host];
    }

    /** Whether {@link #betweenness} was computed from the shortest paths of every host, not estimated from those of some. */
    public boolean isBetweennessExact() {
        return metrics.betweennessExact;
    }

    /** Share of the pairs of the host's neighbours that are neighbours themselves, 0 to 1. */
    public double clustering(int host) {
        return metrics.clustering[host];
    }

    /** Number of the host's community, from 0 on in the order of each community's smallest address. */
    public int community(int host) {
        return metrics.community[host];
    }
}
