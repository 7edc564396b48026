package io.flowjay.graph;

/** Sums over the flows of each host. */
final class HostCounters {
    final HostCounter flowsFrom = new HostCounter();
    final HostCounter flowsTo = new HostCounter();
    final HostCounter packetsSent = new HostCounter();
    final HostCounter bytesSent = new HostCounter();
    final HostCounter packetsReceived = new HostCounter();
    final HostCounter bytesReceived = new HostCounter();
    final HostCounter outDegree = new HostCounter();
    final HostCounter inDegree = new HostCounter();
    /** Distinct ports of responders. */
    final HostCounter ports = new HostCounter();
}
