package io.flowjay.graph;

import io.flowjay.flow.Flow;
import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.IpProtocol;

/**
 * Gathers the flows of a capture into a {@link HostGraph}. What it keeps grows with hosts, with edges between them and with ports
 * that a host calls, never with flows, and is bounded. For use by one thread.
 */
public final class HostGraphBuilder {
    private final HostGraphSettings settings;
    private final HostIndex hosts = new HostIndex();
    private final PairCounts edges = new PairCounts();
    private final PairCounts portCalls = new PairCounts();
    private final HostCounters counters = new HostCounters();

    public HostGraphBuilder(HostGraphSettings settings) {
        this.settings = settings;
    }

    /** Whether the capture has more hosts, edges and called ports than a graph may have; there is then none. */
    public boolean isFull() {
        return (long) hosts.size() + edges.size() + portCalls.size() > settings.maxEntries();
    }

    /** Adds a finished flow; it is not kept. */
    public void add(Flow flow) {
        int initiator = hosts.add(flow.ipVersion(), flow.initiatorHigh(), flow.initiatorLow());
        int responder = hosts.add(flow.ipVersion(), flow.responderHigh(), flow.responderLow());
        counters.flowsFrom.add(initiator, 1);
        counters.flowsTo.add(responder, 1);
        if (edges.add(initiator, responder)) {
            counters.outDegree.add(initiator, 1);
            counters.inDegree.add(responder, 1);
        }
        if (IpProtocol.hasPorts(flow.protocol()) && portCalls.add(initiator, flow.responderPort())) {
            counters.ports.add(initiator, 1);
        }
        addPackets(flow.packets(), initiator, responder);
    }

    /** The graph of the flows so far; to be asked for once, after the last flow. */
    public HostGraph build() {
        return new HostGraph(
                hosts,
                edges,
                portCalls,
                counters,
                new HostMetrics(edges, hosts.ranks(), settings.exactBetweennessHosts()));
    }

    private void addPackets(PacketColumns packets, int initiator, int responder) {
        long forward = 0;
        long forwardBytes = 0;
        long bytes = 0;
        for (int i = 0; i < packets.size(); i++) {
            int length = packets.length(i);
            bytes += length;
            if ((packets.info(i) & PacketColumns.BACKWARD) == 0) {
                forward++;
                forwardBytes += length;
            }
        }
        transferred(initiator, responder, forward, forwardBytes);
        transferred(responder, initiator, packets.size() - forward, bytes - forwardBytes);
    }

    private void transferred(int sender, int receiver, long packets, long bytes) {
        counters.packetsSent.add(sender, packets);
        counters.bytesSent.add(sender, bytes);
        counters.packetsReceived.add(receiver, packets);
        counters.bytesReceived.add(receiver, bytes);
    }
}
