package io.flowjay.feature.tcp;

import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.TcpFlags;

/** The three-way handshake (RFC 9293 section 3.5). */
final class Handshake {
    private static final int SYN_ACK = TcpFlags.SYN | TcpFlags.ACK;
    private static final int SYN_RST = TcpFlags.SYN | TcpFlags.RST;
    private static final int SYN_RST_ACK = SYN_RST | TcpFlags.ACK;
    private static final int NONE = -1;

    private Handshake() {}

    /**
     * Time from the last SYN that the responder's first SYN+ACK answers to the initiator's acknowledgement; when that is missing, to
     * the SYN+ACK. 0 without SYN or SYN+ACK. An answer to a SYN with data acknowledges all, a part or nothing of the data (RFC 7413
     * section 3).
     */
    static long nanos(PacketColumns packets) {
        int answer = find(packets, 0, true, SYN_ACK, SYN_ACK, 0);
        if (answer == NONE) {
            return 0;
        }
        int sequence = packets.tcp().sequence(answer);
        int acknowledged = packets.tcp().acknowledgement(answer);
        int syn = answer - 1;
        while (syn >= 0 && !(isSyn(packets, syn) && acknowledges(acknowledged, packets, syn))) {
            syn--;
        }
        if (syn < 0) {
            return 0;
        }
        int ack = find(packets, answer + 1, false, SYN_RST_ACK, TcpFlags.ACK, sequence + 1);
        long nanos = packets.time(ack == NONE ? answer : ack) - packets.time(syn);
        return RttSamples.isValid(nanos) ? nanos : 0;
    }

    private static boolean acknowledges(int acknowledgement, PacketColumns packets, int syn) {
        int data = acknowledgement - packets.tcp().sequence(syn) - 1;
        return data >= 0 && data <= packets.payload(syn);
    }

    private static boolean isSyn(PacketColumns packets, int index) {
        int wanted = TcpFlags.SYN | PacketColumns.HAS_TCP_FLAGS;
        return (packets.info(index) & (wanted | PacketColumns.BACKWARD | TcpFlags.RST)) == wanted;
    }

    /** The first segment of one side from {@code start} on that has, of the flags in {@code mask}, {@code flags}. */
    private static int find(
            PacketColumns packets, int start, boolean backward, int mask, int flags, int acknowledgement) {
        int wanted = flags | PacketColumns.HAS_TCP_FLAGS | (backward ? PacketColumns.BACKWARD : 0);
        int looked = mask | PacketColumns.HAS_TCP_FLAGS | PacketColumns.BACKWARD;
        for (int i = start; i < packets.size(); i++) {
            boolean matches = (packets.info(i) & looked) == wanted;
            if (matches && (backward || packets.tcp().acknowledgement(i) - acknowledgement >= 0)) {
                return i;
            }
        }
        return NONE;
    }
}
