package io.flowjay.flow;

import io.flowjay.packet.Ignored;
import io.flowjay.packet.PortsMissing;
import io.flowjay.protocol.FlowProtocols;
import io.flowjay.protocol.payload.Malformed;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What became of a capture's packets: {@code packetsRead = packetsInFlows + the sum of ignored}, always. One thread writes it; a
 * {@link #copy()} may go to others.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class CaptureCounts {
    private long packetsRead;
    private long packetsInFlows;
    private long packetsReordered;
    private long fragmentOverlaps;
    private long bytes;
    private long packetsDropped;
    private long packetsOverrun;
    private long openFlows;
    private long hostGraphsGivenUp;
    private long straySegments;
    private long connectionsForgotten;
    private long flowsMergingTunnelIds;
    private long flowsMergingVlans;
    private long fullOfDuplicates;
    private long nanosBetweenDuplicates;
    private final Map<PortsMissing, Long> withoutPorts = new EnumMap<>(PortsMissing.class);
    private final Map<Ignored, Long> ignored = new EnumMap<>(Ignored.class);
    /** An array of one count for each end, so that to count another flow makes no object. */
    private final Map<FlowEnd, long[]> flowsEnded = new EnumMap<>(FlowEnd.class);

    private final Map<Malformed, Long> malformed = new EnumMap<>(Malformed.class);

    void read(long wireLength) {
        packetsRead++;
        bytes += wireLength;
    }

    void dropped(long packets, long overrun) {
        // What a file tells may shrink; a count does not.
        packetsDropped = Math.max(packetsDropped, packets);
        packetsOverrun = overrun;
    }

    void open(int flows) {
        openFlows = flows;
    }

    void forgotten(long connections) {
        connectionsForgotten = connections;
    }

    void inFlow(@Nullable PortsMissing portsMissing) {
        packetsInFlows++;
        if (portsMissing != null) {
            withoutPorts.merge(portsMissing, 1L, Long::sum);
        }
    }

    void ignored(Ignored reason) {
        ignored.merge(reason, 1L, Long::sum);
    }

    void fragmentOverlap() {
        fragmentOverlaps++;
    }

    /** Notes that the capture has more hosts than a graph of them may have. */
    public void hostGraphGivenUp() {
        hostGraphsGivenUp++;
    }

    /** Notes that the capture holds many packets more than once, and the longest time between copies. */
    void fullOfDuplicates(long nanos) {
        fullOfDuplicates = 1;
        nanosBetweenDuplicates = nanos;
    }

    void ended(Flow flow) {
        ended(flow.endReason(), 1);
        packetsReordered += flow.reorderedPackets();
        straySegments += flow.straySegments();
        flowsMergingTunnelIds += flow.mergesTunnelIds() ? 1 : 0;
        flowsMergingVlans += flow.mergesVlans() ? 1 : 0;
        FlowProtocols protocols = flow.protocols();
        if (protocols != null && !protocols.malformed().isEmpty()) {
            protocols.malformed().forEach((reason, count) -> malformed.merge(reason, (long) count, Long::sum));
        }
    }

    private void ended(FlowEnd end, long flows) {
        long[] count = flowsEnded.get(end);
        if (count == null) {
            count = new long[1];
            flowsEnded.put(end, count);
        }
        count[0] += flows;
    }

    /** Adds another capture's counts to these. */
    public void add(CaptureCounts other) {
        packetsRead += other.packetsRead;
        packetsInFlows += other.packetsInFlows;
        packetsReordered += other.packetsReordered;
        fragmentOverlaps += other.fragmentOverlaps;
        bytes += other.bytes;
        packetsDropped += other.packetsDropped;
        packetsOverrun += other.packetsOverrun;
        openFlows += other.openFlows;
        hostGraphsGivenUp += other.hostGraphsGivenUp;
        straySegments += other.straySegments;
        connectionsForgotten += other.connectionsForgotten;
        flowsMergingTunnelIds += other.flowsMergingTunnelIds;
        flowsMergingVlans += other.flowsMergingVlans;
        fullOfDuplicates += other.fullOfDuplicates;
        nanosBetweenDuplicates = Math.max(nanosBetweenDuplicates, other.nanosBetweenDuplicates);
        other.withoutPorts.forEach((reason, count) -> withoutPorts.merge(reason, count, Long::sum));
        other.ignored.forEach((reason, count) -> ignored.merge(reason, count, Long::sum));
        other.flowsEnded.forEach((end, count) -> ended(end, count[0]));
        other.malformed.forEach((reason, count) -> malformed.merge(reason, count, Long::sum));
    }

    /** The counts as they are now. */
    public CaptureCounts copy() {
        CaptureCounts copy = new CaptureCounts();
        copy.add(this);
        return copy;
    }

    /** Packets that the capture holds, as far as it was read; each frame of an aggregate (802.11 A-MSDU) counts. */
    public long packetsRead() {
        return packetsRead;
    }

    /** Packets that belong to a flow. */
    public long packetsInFlows() {
        return packetsInFlows;
    }

    /** Packets of finished flows whose time lies before that of the previous packet of their flow. */
    public long packetsReordered() {
        return packetsReordered;
    }

    /** Fragments that overlap others of their packet; the bytes that came first were used. */
    public long fragmentOverlaps() {
        return fragmentOverlaps;
    }

    /** Bytes on the wire of the packets read, link layer included. */
    public long bytes() {
        return bytes;
    }

    /**
     * Packets that the capturing system says it lost; none of them is among those read. Known at the end of a file, and as of the
     * last second of a live capture.
     */
    public long packetsDropped() {
        return packetsDropped;
    }

    /** Packets of a live capture that FlowJay itself lost, since they came faster than it read; none is among those read. */
    public long packetsOverrun() {
        return packetsOverrun;
    }

    /** Flows that had begun and not ended. */
    public long openFlows() {
        return openFlows;
    }

    /**
     * Finished flows whose packets have different tunnel identifiers, or some a tunnel identifier and others none, and so may be of networks
     * that use the same addresses.
     */
    public long flowsMergingTunnelIds() {
        return flowsMergingTunnelIds;
    }

    /** Finished flows whose packets have different VLAN identifiers. */
    public long flowsMergingVlans() {
        return flowsMergingVlans;
    }

    /** Captures that hold many of their packets more than once, by a sample; 0 where setting {@code deduplicate} leaves copies out. */
    public long capturesFullOfDuplicates() {
        return fullOfDuplicates;
    }

    /** Longest time between copies of a packet in the sample of these captures, in nanoseconds; 0 without such a capture. */
    public long nanosBetweenDuplicates() {
        return nanosBetweenDuplicates;
    }

    /** Packets in flows without ports, by the reason; reasons that did not occur are missing. */
    public Map<PortsMissing, Long> withoutPorts() {
        return Collections.unmodifiableMap(withoutPorts);
    }

    /** Captures with too many hosts for the features of group {@code connection}. */
    public long hostGraphsGivenUp() {
        return hostGraphsGivenUp;
    }

    /** SYN and RST segments of finished flows that do not belong to their connection by their sequence numbers (RFC 5961). */
    public long straySegments() {
        return straySegments;
    }

    /** Ended connections that were forgotten for lack of room: a later part of one has a connection id of its own. */
    public long connectionsForgotten() {
        return connectionsForgotten;
    }

    /** Packets in no flow, by reason; reasons that did not occur are absent. */
    public Map<Ignored, Long> ignored() {
        return ignored;
    }

    /** Finished flows, by end reason; reasons that did not occur are absent. */
    public Map<FlowEnd, Long> flowsByEnd() {
        Map<FlowEnd, Long> byEnd = new EnumMap<>(FlowEnd.class);
        flowsEnded.forEach((end, count) -> byEnd.put(end, count[0]));
        return byEnd;
    }

    /** What broke the format of its protocol in finished flows, by reason; reasons that did not occur are absent. */
    public Map<Malformed, Long> malformed() {
        return malformed;
    }

    /** {@link #malformed()} as reports show it: the name of each protocol, then that of each of its reasons. */
    public Map<String, Map<String, Long>> malformedByProtocol() {
        Map<String, Map<String, Long>> byProtocol = new LinkedHashMap<>();
        malformed.forEach((reason, count) -> byProtocol
                .computeIfAbsent(reason.protocol(), protocol -> new LinkedHashMap<>())
                .put(reason.text(), count));
        return byProtocol;
    }

    /**
     * The counts as reports show them: {@code packets_read}, {@code packets_in_flows}, those of flows without ports
     * ({@code packets_without_ports}) by reason, {@code packets_ignored} by reason,
     * {@code packets_reordered}, {@code flows_by_end} by end reason, {@code malformed} by
     * protocol and reason, {@code bytes}, {@code host_graphs_given_up}, {@code flows_merging_tunnel_ids},
     * {@code flows_merging_vlans}, {@code captures_full_of_duplicates}, {@code stray_segments},
     * {@code connections_forgotten}.
     */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("packets_read", packetsRead);
        map.put("packets_in_flows", packetsInFlows);
        Map<String, Long> portless = new LinkedHashMap<>();
        withoutPorts.forEach((reason, count) -> portless.put(reason.text(), count));
        map.put("packets_without_ports", portless);
        Map<String, Long> byReason = new LinkedHashMap<>();
        ignored.forEach((reason, count) -> byReason.put(reason.text(), count));
        map.put("packets_ignored", byReason);
        map.put("packets_reordered", packetsReordered);
        Map<String, Long> byEnd = new LinkedHashMap<>();
        flowsByEnd().forEach((end, count) -> byEnd.put(end.text(), count));
        map.put("flows_by_end", byEnd);
        map.put("malformed", malformedByProtocol());
        map.put("bytes", bytes);
        map.put("host_graphs_given_up", hostGraphsGivenUp);
        map.put("flows_merging_tunnel_ids", flowsMergingTunnelIds);
        map.put("flows_merging_vlans", flowsMergingVlans);
        map.put("captures_full_of_duplicates", fullOfDuplicates);
        map.put("stray_segments", straySegments);
        map.put("connections_forgotten", connectionsForgotten);
        return map;
    }

    /** Finished flows. */
    public long flows() {
        return flowsEnded.values().stream().mapToLong(count -> count[0]).sum();
    }
}
