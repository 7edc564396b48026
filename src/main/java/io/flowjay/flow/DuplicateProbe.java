package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.wire.Bytes;

/**
 * Finds out by samples whether a capture holds its packets more than once, as a mirror port that copies both directions of a link makes
 * it, or a capture at several interfaces of one host. A packet is compared with the few that follow it, by fields that are decoded
 * anyway: among the first packets whenever the one before is decided, later one in {@value #LATER}.
 */
final class DuplicateProbe {
    private static final int DENSE = 4096;
    /** Odd, so that it is not always the second of two copies. */
    private static final int LATER = 61;
    /** Packets that are compared with one. */
    private static final int COMPARED = 8;
    /** Longest time between the copies of a packet, in nanoseconds. */
    private static final long LONGEST = 10_000_000L;

    private static final int LEAST_PROBES = 6;

    private long seen;
    private int probes;
    private int repeated;
    private long longest;

    private int left;
    private boolean found;
    private long time;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private long ports;
    private long lengths;
    private int identification;
    private long sequences;
    private long content;

    /** Looks at the next packet. */
    void look(DecodedPacket packet) {
        seen++;
        boolean compared = left > 0 && compare(packet);
        if (!compared && (seen <= DENSE || seen % LATER == 0)) {
            take(packet);
        }
    }

    /** Compares a packet with that of the sample; false for the one that follows the last copy. */
    private boolean compare(DecodedPacket packet) {
        left--;
        long gap = Math.abs(packet.timestampNanos - time);
        if (isSame(packet) && gap <= LONGEST) {
            repeated += found ? 0 : 1;
            found = true;
            longest = Math.max(longest, gap);
            return true;
        }
        if (found) {
            left = 0;
        }
        return !found;
    }

    /** Whether at least a third of the packets in the sample came again: half of them are second copies, which do not. */
    boolean isFullOfDuplicates() {
        return probes >= LEAST_PROBES && repeated * 3 >= probes;
    }

    /** Longest time between two copies of one packet, in nanoseconds. */
    long longest() {
        return longest;
    }

    private void take(DecodedPacket packet) {
        probes++;
        left = COMPARED;
        found = false;
        time = packet.timestampNanos;
        sourceHigh = packet.sourceHigh;
        sourceLow = packet.sourceLow;
        destinationHigh = packet.destinationHigh;
        destinationLow = packet.destinationLow;
        ports = ports(packet);
        lengths = lengths(packet);
        identification = packet.identification;
        sequences = sequences(packet);
        content = content(packet);
    }

    private boolean isSame(DecodedPacket packet) {
        return sourceLow == packet.sourceLow
                && destinationLow == packet.destinationLow
                && identification == packet.identification
                && ports == ports(packet)
                && lengths == lengths(packet)
                && sequences == sequences(packet)
                && sourceHigh == packet.sourceHigh
                && destinationHigh == packet.destinationHigh
                && content == content(packet);
    }

    private static long ports(DecodedPacket packet) {
        return (long) packet.protocol << 32 | packet.sourcePort << 16 | packet.destinationPort;
    }

    private static long lengths(DecodedPacket packet) {
        return (long) packet.ipLength << 32 | packet.payloadLength;
    }

    private static long sequences(DecodedPacket packet) {
        return packet.hasTcpFlags
                ? ((long) packet.tcp.sequence << 32 | Integer.toUnsignedLong(packet.tcp.acknowledgement))
                        ^ packet.tcpFlags
                : packet.icmpTypeAndCode ^ packet.icmpQuery;
    }

    private static long content(DecodedPacket packet) {
        return packet.contentCaptured() >= Long.BYTES ? Bytes.i64be(packet.data(), packet.contentAt()) : 0;
    }
}
