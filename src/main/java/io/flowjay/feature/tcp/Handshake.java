package io.flowjay.feature.tcp;

import io.flowjay.flow.FlowPackets;
import io.flowjay.flow.PacketColumns;
import io.flowjay.flow.TcpColumns;
import io.flowjay.packet.TcpFlags;
import org.jspecify.annotations.Nullable;

/** The three-way handshake (RFC 9293 section 3.5). */
final class Handshake {
    private static final int SYN_ACK = TcpFlags.SYN | TcpFlags.ACK;
    private static final int SYN_RST = TcpFlags.SYN | TcpFlags.RST;
    private static final int SYN_RST_ACK = SYN_RST | TcpFlags.ACK;
    private static final long NONE = Long.MIN_VALUE;

    private Handshake() {}

    /**
     * Time from the last SYN that the responder's first SYN+ACK answers to the initiator's acknowledgement; when that is missing, to
     * the SYN+ACK. 0 without SYN or SYN+ACK.
     */
    static long nanos(FlowPackets packets) {
        Found answer = find(packets, 0, true, SYN_ACK, SYN_ACK, 0);
        if (answer == null) {
            return 0;
        }
        long syn = lastSyn(packets, answer);
        if (syn == NONE) {
            return 0;
        }
        Found ack = find(packets, answer.index + 1, false, SYN_RST_ACK, TcpFlags.ACK, answer.sequence + 1);
        long nanos = (ack == null ? answer : ack).time - syn;
        return RttSamples.isValid(nanos) ? nanos : 0;
    }

    /** Time of the last SYN before its answer, or {@link #NONE}. */
    private static long lastSyn(FlowPackets packets, Found answer) {
        int wanted = TcpFlags.SYN | PacketColumns.HAS_TCP_FLAGS;
        int looked = wanted | PacketColumns.BACKWARD | TcpFlags.RST;
        long found = NONE;
        int first = 0;
        for (int p = 0; p < packets.pages() && first < answer.index; p++) {
            PacketColumns page = packets.page(p);
            int end = Math.min(page.size(), answer.index - first);
            for (int i = 0; i < end; i++) {
                if ((page.info()[i] & looked) == wanted && page.tcp().sequences()[i] + 1 == answer.acknowledgement) {
                    found = page.times()[i];
                }
            }
            first += page.size();
        }
        return found;
    }

    /** The first segment of one side from {@code start} on that has, of the flags in {@code mask}, {@code flags}; null if none has. */
    private static @Nullable Found find(
            FlowPackets packets, int start, boolean backward, int mask, int flags, int acknowledgement) {
        int wanted = flags | PacketColumns.HAS_TCP_FLAGS | (backward ? PacketColumns.BACKWARD : 0);
        int looked = mask | PacketColumns.HAS_TCP_FLAGS | PacketColumns.BACKWARD;
        int first = 0;
        for (int p = 0; p < packets.pages(); p++) {
            PacketColumns page = packets.page(p);
            for (int i = Math.max(0, start - first); i < page.size(); i++) {
                if ((page.info()[i] & looked) == wanted) {
                    TcpColumns tcp = page.tcp();
                    if (backward || tcp.acknowledgements()[i] - acknowledgement >= 0) {
                        return new Found(first + i, page.times()[i], tcp.sequences()[i], tcp.acknowledgements()[i]);
                    }
                }
            }
            first += page.size();
        }
        return null;
    }

    /**
     * A segment.
     *
     * @param index where it is among the packets of the flow
     */
    private record Found(int index, long time, int sequence, int acknowledgement) {}
}
