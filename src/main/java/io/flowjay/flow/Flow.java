package io.flowjay.flow;

import io.flowjay.flow.columns.IcmpColumns;
import io.flowjay.flow.columns.IpFields;
import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.HeaderStack;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.PortsMissing;
import io.flowjay.protocol.FlowProtocols;
import org.jspecify.annotations.Nullable;

/**
 * A bidirectional flow: its endpoints, times and packets. Forward is from the initiator to the responder.
 *
 * <p>Until its end, a flow takes the side for the initiator that its first packet suggests. At its end the best evidence among all
 * its packets decides, see {@link InitiatorEvidence}.
 */
public final class Flow {
    final FlowKey key;
    boolean initiatorIsA;
    /** 64-bit hash of the key. */
    final long keyHash;

    /** Whether A sent the first packet. */
    final boolean firstFromA;

    /** Of the first packet, as in {@link DecodedPacket#icmpTypeAndCode}. */
    final int icmpTypeAndCode;

    private final HeaderStack headers;
    private final int interfaceId;
    private final @Nullable String interfaceName;
    private final @Nullable PortsMissing portsMissing;
    private @Nullable OuterTunnel outerTunnel;
    private final long ordinal;
    private final PacketColumns packets;

    private long startNanos = Long.MAX_VALUE;
    private long endNanos = Long.MIN_VALUE;
    private byte timestampDigits;
    private int reordered;
    private int truncated;
    private int duplicates;
    private int badChecksums;
    private boolean checksumOfARight;
    private boolean checksumOfBRight;
    private int heldBytes;
    private FlowEnd end = FlowEnd.CAPTURE_END;
    private InitiatorEvidence evidence;
    private boolean evidenceForA;
    private long connection;
    private int part = 1;
    private @Nullable PartCounter parts;

    /** What is known of a TCP connection; null for another protocol. */
    final @Nullable TcpConnection tcp;

    private @Nullable EthernetEnds ethernetEnds;
    private @Nullable TunnelIds tunnelIds;
    private @Nullable Ipv6Extensions ipv6Extensions;
    private @Nullable FlowProtocols protocols;
    private @Nullable PayloadSample sample;
    private @Nullable String aAddress;
    private @Nullable String bAddress;

    /** Neighbours in the table's list. */
    @Nullable
    Flow older;

    @Nullable
    Flow newer;

    /** A flow without packets yet; {@code first} is the one that starts it. */
    Flow(
            FlowKey key,
            long keyHash,
            boolean initiatorIsA,
            InitiatorEvidence evidence,
            HeaderStack headers,
            DecodedPacket first,
            PacketColumns packets) {
        this.key = key;
        this.keyHash = keyHash;
        this.initiatorIsA = initiatorIsA;
        this.evidence = evidence;
        evidenceForA = initiatorIsA;
        firstFromA = FlowKey.sourceIsA(first);
        this.headers = headers;
        this.ordinal = first.number;
        connection = ordinal;
        this.outerTunnel = OuterTunnel.of(first, firstFromA == initiatorIsA);
        this.icmpTypeAndCode = first.icmpTypeAndCode;
        interfaceId = first.interfaceId;
        interfaceName = first.interfaceName;
        portsMissing = first.portsMissing;
        this.packets = packets;
        tcp = isTcp() ? new TcpConnection() : null;
    }

    void add(DecodedPacket packet, boolean backward) {
        long time = packet.timestampNanos;
        if (packets.size() > 0 && time < packets.lastTime()) {
            reordered++;
        }
        if (packet.truncated) {
            truncated++;
        }
        startNanos = Math.min(startNanos, time);
        endNanos = Math.max(endNanos, time);
        timestampDigits = (byte) Math.max(timestampDigits, packet.timestampDigits);
        int info = packet.hasTcpFlags ? packet.tcpFlags | PacketColumns.HAS_TCP_FLAGS : 0;
        info |= backward ? PacketColumns.BACKWARD : 0;
        info |= IpFields.info(packet);
        packets.add(time, packet.ipLength, packet.payloadLength, info, IpFields.of(packet));
        Initiators.witness(this, packet, backward != initiatorIsA);
        if (packet.ethernet.present) {
            if (ethernetEnds == null) {
                ethernetEnds = new EthernetEnds(packet.ethernet, backward);
            }
            ethernetEnds.add(packet.ethernet, backward);
        }
        if (tunnelIds == null && packet.tunnelPath.network != 0) {
            tunnelIds = new TunnelIds(packet.tunnelPath, packets.size() > 1);
        }
        if (tunnelIds != null) {
            tunnelIds.add(packet.tunnelPath, backward != initiatorIsA);
        }
        if (packet.extensionHeaders != 0) {
            if (ipv6Extensions == null) {
                ipv6Extensions = new Ipv6Extensions();
            }
            ipv6Extensions.add(packet.extensionHeaders);
        }
        if (packet.hasTcpFlags && tcp != null) {
            packets.setTcp(packet.tcp);
            tcp.add(packet, backward != initiatorIsA, backward);
        } else if (IpProtocol.isIcmp(packet.protocol)) {
            packets.setIcmp(packet);
        }
    }

    /** Takes over what a cut flow knew of its connection's end. */
    void continueFrom(Flow cut) {
        if (tcp != null && cut.tcp != null) {
            tcp.continueFrom(cut.tcp);
        }
        continueConnection(cut.connection, cut.part, cut.parts);
    }

    /**
     * Makes this a later part of a connection.
     *
     * @param first number of the connection's first packet
     * @param previous number of the part before, which counts where the connection has no counter
     * @param counter the connection's counter, if it has one
     */
    void continueConnection(long first, int previous, @Nullable PartCounter counter) {
        connection = first;
        part = counter == null ? previous + 1 : counter.next();
        parts = counter;
    }

    /** Gives the connection a counter of its parts, unless it has one. */
    void countParts() {
        if (parts == null) {
            parts = new PartCounter();
        }
    }

    /** Counts the parts of the connection; null where it has one identifier only. */
    @Nullable
    PartCounter parts() {
        return parts;
    }

    /** Whether the connection is closing, and takes late segments only. */
    boolean isClosing() {
        return tcp != null && tcp.isClosing();
    }

    /** Adds the segments of an attempt to open another connection, which was none: strays (RFC 5961). */
    void takeForStray(Flow attempt) {
        int exchanged = attempt.initiatorIsA == initiatorIsA ? 0 : PacketColumns.BACKWARD;
        for (int i = 0; i < attempt.packets.size(); i++) {
            if (attempt.packets.time(i) < packets.lastTime()) {
                reordered++;
            }
            packets.copy(attempt.packets, i, exchanged);
        }
        startNanos = Math.min(startNanos, attempt.startNanos);
        endNanos = Math.max(endNanos, attempt.endNanos);
        timestampDigits = (byte) Math.max(timestampDigits, attempt.timestampDigits);
        truncated += attempt.truncated;
        duplicates += attempt.duplicates;
        badChecksums += attempt.badChecksums;
        if (tcp != null) {
            tcp.addStrays(attempt.packets.size());
        }
    }

    /** Counts a packet that was captured once more. */
    void countDuplicate() {
        duplicates++;
    }

    void countBadChecksum() {
        badChecksums++;
    }

    /** Notes that a side sent a packet with a right checksum. */
    void noteRightChecksum(boolean byA) {
        if (byA) {
            checksumOfARight = true;
        } else {
            checksumOfBRight = true;
        }
    }

    boolean hasRightChecksum(boolean ofA) {
        return ofA ? checksumOfARight : checksumOfBRight;
    }

    /** Notes what shows which side is the initiator, unless something better is known. */
    void witness(InitiatorEvidence kind, boolean aIsInitiator) {
        if (kind.compareTo(evidence) < 0) {
            evidence = kind;
            evidenceForA = aIsInitiator;
        }
    }

    void end(FlowEnd reason) {
        end = reason;
        if (protocols != null) {
            protocols.end();
        }
        if (evidenceForA != initiatorIsA) {
            turn();
        }
    }

    /** Exchanges initiator and responder. */
    private void turn() {
        initiatorIsA = evidenceForA;
        packets.turn();
        if (protocols != null) {
            protocols.turn();
        }
        if (sample != null) {
            sample.turn();
        }
        if (ethernetEnds != null) {
            ethernetEnds.turn();
        }
        if (outerTunnel != null) {
            outerTunnel = outerTunnel.turned();
        }
        if (tcp != null) {
            tcp.turn();
        }
    }

    /** What shows which side is the initiator. */
    public InitiatorEvidence evidence() {
        return evidence;
    }

    void start(FlowProtocols reading) {
        protocols = reading;
    }

    void start(PayloadSample empty) {
        sample = empty;
    }

    /** Memory that is held of what was read of payloads, about, in bytes, when it was last summed. */
    public int heldBytes() {
        return heldBytes;
    }

    /** Sums the memory that is held of what was read of payloads, and answers by how much it has grown. */
    int sumHeldBytes() {
        int before = heldBytes;
        heldBytes = (protocols == null ? 0 : protocols.heldBytes()) + (sample == null ? 0 : sample.heldBytes());
        return heldBytes - before;
    }

    /** What the payload says; null when there was none, or nobody asked. */
    public @Nullable FlowProtocols protocols() {
        return protocols;
    }

    /** The first payload bytes; null when none were captured, or nobody asked. */
    public @Nullable PayloadSample sample() {
        return sample;
    }

    /** Every packet of the flow in capture order. */
    public PacketColumns packets() {
        return packets;
    }

    /** What the initiator's SYN segments say; null when there are none. */
    public @Nullable TcpOpening initiatorOpening() {
        return tcp == null ? null : tcp.openingOfInitiator();
    }

    /** What the responder's SYN segments say; null when there are none. */
    public @Nullable TcpOpening responderOpening() {
        return tcp == null ? null : tcp.openingOfResponder();
    }

    /** Addresses and VLANs of the frames that packets came in; null when none came in Ethernet. */
    public @Nullable EthernetEnds ethernetEnds() {
        return ethernetEnds;
    }

    /** Extension headers of the packets; null when none has one. */
    public @Nullable Ipv6Extensions ipv6Extensions() {
        return ipv6Extensions;
    }

    /** The ICMP messages, with the indices of {@link #packets()}; null for another protocol. */
    public @Nullable IcmpColumns icmp() {
        return packets.icmp();
    }

    /** Upper-layer protocol number. */
    public int protocol() {
        return key.protocol();
    }

    /** 4 or 6. */
    public int ipVersion() {
        return key.ipVersion();
    }

    /** Whether the protocol is TCP. */
    public boolean isTcp() {
        return key.protocol() == IpProtocol.TCP;
    }

    /** The initiator's address as text (RFC 5952; IPv4 dotted). */
    public String initiatorAddress() {
        return initiatorIsA ? aAddress() : bAddress();
    }

    /** The responder's address as text. */
    public String responderAddress() {
        return initiatorIsA ? bAddress() : aAddress();
    }

    /** First 8 bytes of the initiator's address; 0 for IPv4. */
    public long initiatorHigh() {
        return initiatorIsA ? key.aHigh() : key.bHigh();
    }

    /** Last 8 bytes of the initiator's address; the whole IPv4 address. */
    public long initiatorLow() {
        return initiatorIsA ? key.aLow() : key.bLow();
    }

    /** First 8 bytes of the responder's address; 0 for IPv4. */
    public long responderHigh() {
        return initiatorIsA ? key.bHigh() : key.aHigh();
    }

    /** Last 8 bytes of the responder's address; the whole IPv4 address. */
    public long responderLow() {
        return initiatorIsA ? key.bLow() : key.aLow();
    }

    /** The initiator's port, 0 when the protocol has none. */
    public int initiatorPort() {
        return initiatorIsA ? key.aPort() : key.bPort();
    }

    /** The responder's port, 0 when the protocol has none. */
    public int responderPort() {
        return initiatorIsA ? key.bPort() : key.aPort();
    }

    /** Earliest packet time in nanoseconds since the Unix epoch. */
    public long startNanos() {
        return startNanos;
    }

    /** Latest packet time in nanoseconds since the Unix epoch. */
    public long endNanos() {
        return endNanos;
    }

    /** Decimal digits of a second in this flow's packet times: 6 or 9. */
    public int timestampDigits() {
        return timestampDigits;
    }

    /** Packets with a time before that of the flow's previous packet in the capture. */
    public int reorderedPackets() {
        return reordered;
    }

    /** Packets that the capture holds only in part. */
    public int truncatedPackets() {
        return truncated;
    }

    /** Why the flow ended. */
    public FlowEnd endReason() {
        return end;
    }

    /** Number of the flow's first packet in the capture: unique among the flows of a capture. */
    public long ordinal() {
        return ordinal;
    }

    /** Number of the first packet of the flow's connection in the capture: the same for all parts of a connection. */
    public long connection() {
        return connection;
    }

    /** Which part of its connection this flow is: 1 for the first. */
    public int part() {
        return part;
    }

    /** SYN and RST segments that do not belong to the connection by their sequence numbers (RFC 5961) and did not change it. */
    public int straySegments() {
        return tcp == null ? 0 : tcp.strays();
    }

    /**
     * Identifier of the innermost tunnel that has one, of the flow's first packets; {@code INITIATOR:RESPONDER} where each side chooses
     * its own; null without a tunnel identifier.
     */
    public @Nullable String tunnelId() {
        return tunnelIds == null ? null : tunnelIds.text(initiatorIsA);
    }

    /** Whether packets of the flow have different tunnel identifiers, those of outer tunnels included, or some have none. */
    public boolean mergesTunnelIds() {
        return tunnelIds != null && tunnelIds.areSeveral();
    }

    /** Whether packets of the flow have different VLAN identifiers. */
    public boolean mergesVlans() {
        DistinctValues vlans = ethernetEnds == null ? null : ethernetEnds.vlans();
        return vlans != null && vlans.size() > 1;
    }

    boolean hasTunnelId(DecodedPacket packet, boolean fromA) {
        return tunnelIds != null && tunnelIds.isKnown(packet, fromA);
    }

    boolean mayBeginWithTunnelId(boolean fromA) {
        return tunnelIds != null && tunnelIds.mayBegin(fromA);
    }

    @Nullable
    TunnelIds tunnelIds() {
        return tunnelIds;
    }

    /** Number of the interface that captured the flow's first packet, as {@link DecodedPacket#interfaceId}. */
    public int interfaceId() {
        return interfaceId;
    }

    /** Name of that interface; null when the capture has none. */
    public @Nullable String interfaceName() {
        return interfaceName;
    }

    /** Why the ports of the flow's first packet are not known; null when they are, or the protocol has none. */
    public @Nullable PortsMissing portsMissing() {
        return portsMissing;
    }

    /** Packets of the flow that were captured once more shortly after, and not counted as traffic. */
    public int duplicatePackets() {
        return duplicates;
    }

    /** Packets whose TCP or UDP checksum is wrong, of those that were verified. */
    public int badChecksumPackets() {
        return badChecksums;
    }

    /** Headers of the flow's first packet. */
    public HeaderStack headers() {
        return headers;
    }

    /** The outermost tunnel around the flow's first packet; null when it is in none. */
    public @Nullable OuterTunnel outerTunnel() {
        return outerTunnel;
    }

    String aAddress() {
        String known = aAddress;
        if (known == null) {
            known = IpText.of(key.ipVersion(), key.aHigh(), key.aLow());
            aAddress = known;
        }
        return known;
    }

    String bAddress() {
        String known = bAddress;
        if (known == null) {
            known = IpText.of(key.ipVersion(), key.bHigh(), key.bLow());
            bAddress = known;
        }
        return known;
    }
}
