package io.flowjay.feature.group.endpoint;

import io.flowjay.feature.FlowView;
import io.flowjay.flow.FlowEnd;
import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.TcpFlags;

/** The bits of {@code flow_stat}. */
final class FlowStat {
    private static final int SYN = 0x01;
    private static final int SYN_ACK = 0x02;
    private static final int FIN_FORWARD = 0x04;
    private static final int FIN_BACKWARD = 0x08;
    private static final int RST = 0x10;
    private static final int UNFINISHED = 0x20;
    private static final int COMPLETE = 0x40;

    private FlowStat() {}

    static int of(FlowView view) {
        PacketColumns packets = view.flow().packets();
        int stat = 0;
        for (int i = 0; i < packets.size(); i++) {
            int flags = packets.info(i);
            if ((flags & TcpFlags.SYN) != 0) {
                stat |= (flags & TcpFlags.ACK) != 0 ? SYN_ACK : SYN;
            }
            if ((flags & TcpFlags.FIN) != 0) {
                stat |= (flags & PacketColumns.BACKWARD) != 0 ? FIN_BACKWARD : FIN_FORWARD;
            }
            if ((flags & TcpFlags.RST) != 0) {
                stat |= RST;
            }
        }
        boolean bothFins = has(stat, FIN_FORWARD | FIN_BACKWARD);
        if (view.flow().endReason() != FlowEnd.END && !bothFins && !has(stat, RST)) {
            stat |= UNFINISHED;
        }
        return bothFins && has(stat, SYN | SYN_ACK) ? stat | COMPLETE : stat;
    }

    private static boolean has(int stat, int bits) {
        return (stat & bits) == bits;
    }
}
