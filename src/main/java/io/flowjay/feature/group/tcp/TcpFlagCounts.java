package io.flowjay.feature.group.tcp;

import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.TcpFlags;

/** One pass over the flags of a TCP flow. A packet whose flags were not captured counts as a data packet at most. */
final class TcpFlagCounts {
    private static final int FLAGS = 0xff;
    private static final int SYN_ACK = TcpFlags.SYN | TcpFlags.ACK;

    int syn;
    int synAck;
    int fin;
    int rst;
    int ack;
    int psh;
    int urg;
    int ece;
    int cwr;
    int data;
    int ackOnly;
    boolean initiatorSyn;
    boolean responderSynAck;
    boolean anomaly;
    int forwardFlags;
    int backwardFlags;

    TcpFlagCounts(PacketColumns packets) {
        for (int i = 0; i < packets.size(); i++) {
            boolean hasData = packets.payload(i) > 0;
            data += hasData ? 1 : 0;
            int info = packets.info(i);
            if ((info & PacketColumns.HAS_TCP_FLAGS) != 0) {
                count(info & FLAGS, (info & PacketColumns.BACKWARD) != 0, hasData);
            }
        }
    }

    private void count(int flags, boolean backward, boolean hasData) {
        fin += bit(flags, TcpFlags.FIN);
        rst += bit(flags, TcpFlags.RST);
        ack += bit(flags, TcpFlags.ACK);
        psh += bit(flags, TcpFlags.PSH);
        urg += bit(flags, TcpFlags.URG);
        ece += bit(flags, TcpFlags.ECE);
        cwr += bit(flags, TcpFlags.CWR);
        if ((flags & SYN_ACK) == TcpFlags.SYN) {
            syn++;
            initiatorSyn |= !backward;
        } else if ((flags & SYN_ACK) == SYN_ACK) {
            synAck++;
            responderSynAck |= backward;
        }
        boolean control = (flags & (TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST)) != 0;
        if ((flags & TcpFlags.ACK) != 0 && !control && !hasData) {
            ackOnly++;
        }
        anomaly |= isAnomalous(flags);
        if (backward) {
            backwardFlags |= flags;
        } else {
            forwardFlags |= flags;
        }
    }

    private static boolean isAnomalous(int flags) {
        boolean fin = (flags & TcpFlags.FIN) != 0;
        boolean syn = (flags & TcpFlags.SYN) != 0;
        return flags == 0
                || (fin && (flags & TcpFlags.PSH) != 0 && (flags & TcpFlags.URG) != 0)
                || (fin && (flags & SYN_ACK) == 0)
                || (fin && syn)
                || (syn && (flags & TcpFlags.RST) != 0);
    }

    private static int bit(int flags, int bit) {
        return (flags & bit) != 0 ? 1 : 0;
    }
}
