package io.flowjay.feature.tcp;

import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.TcpFlags;

/**
 * Counts the segments of one direction that carry a byte which no segment before them carried (RFC 9293 section 3.4). One instance
 * serves any number of flows, one after the other.
 */
public final class NewData {
    private final Segment segment = new Segment();
    private final Holes holes = new Holes();

    /**
     * Counts from one byte of the stream on. A SYN with another initial sequence number begins another connection, and ends the
     * count. Payload of a reset is no data.
     *
     * @param packets the flow's packets
     * @param backward whether the responder sends
     * @param origin sequence number of the stream's first byte
     * @param from sequence number of the first byte that counts
     */
    public int segments(PacketColumns packets, boolean backward, int origin, int from) {
        holes.clear();
        int next = from;
        int count = 0;
        int wanted = PacketColumns.HAS_TCP_FLAGS | (backward ? PacketColumns.BACKWARD : 0);
        int mask = PacketColumns.HAS_TCP_FLAGS | PacketColumns.BACKWARD | TcpFlags.RST;
        for (int i = 0; i < packets.size(); i++) {
            if ((packets.info(i) & mask) != wanted) {
                continue;
            }
            segment.look(packets, i);
            int start = segment.payloadStart();
            if (segment.isSyn() && count > 0 && start != origin) {
                break;
            }
            int end = start + segment.payload;
            if (carriesNew(start, end, next)) {
                count++;
                if (start - next > 0) {
                    holes.open(next, start, segment.time);
                }
                holes.fill(start, end);
                if (end - next > 0) {
                    next = end;
                    holes.forget(next);
                }
            }
        }
        return count;
    }

    private boolean carriesNew(int start, int end, int next) {
        return end != start && (end - next > 0 || holes.missing(start, end) > 0);
    }
}
