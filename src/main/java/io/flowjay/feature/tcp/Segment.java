package io.flowjay.feature.tcp;

import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.flow.columns.TcpColumns;
import io.flowjay.packet.TcpFlags;

/**
 * One TCP segment out of a flow's columns; one instance is filled again for every segment. Sequence numbers are unsigned 32-bit
 * values in an int, compared by the sign of their difference (RFC 9293 section 3.4).
 */
final class Segment {
    private static final int CONTROL = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST;

    long time;
    int flags;
    int payload;
    int sequence;
    int acknowledgement;
    /** Bits of {@link TcpColumns#options}. */
    int options;

    boolean hasWindow;
    int window;
    boolean hasTimestamps;
    int timestamp;
    int echo;

    void look(PacketColumns packets, int index) {
        TcpColumns tcp = packets.tcp();
        options = tcp.options(index);
        time = packets.time(index);
        flags = packets.info(index);
        payload = packets.payload(index);
        sequence = tcp.sequence(index);
        acknowledgement = tcp.acknowledgement(index);
        hasWindow = (options & TcpColumns.HAS_WINDOW) != 0;
        window = tcp.window(index);
        hasTimestamps = (options & TcpColumns.TIMESTAMPS) != 0;
        if (hasTimestamps) {
            timestamp = tcp.timestamp(index);
            echo = tcp.echo(index);
        }
    }

    boolean isSyn() {
        return (flags & TcpFlags.SYN) != 0;
    }

    boolean isRst() {
        return (flags & TcpFlags.RST) != 0;
    }

    boolean isAck() {
        return (flags & TcpFlags.ACK) != 0;
    }

    /** Whether it has SYN, FIN or RST. */
    boolean isControl() {
        return (flags & CONTROL) != 0;
    }

    /** Sequence numbers that it takes: its payload, SYN and FIN. */
    int length() {
        return payload + (isSyn() ? 1 : 0) + ((flags & TcpFlags.FIN) != 0 ? 1 : 0);
    }

    /** The sequence number behind it. */
    int end() {
        return sequence + length();
    }

    /** The sequence number of its first byte of payload. */
    int payloadStart() {
        return isSyn() ? sequence + 1 : sequence;
    }
}
