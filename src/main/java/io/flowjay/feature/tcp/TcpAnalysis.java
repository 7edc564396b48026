package io.flowjay.feature.tcp;

import io.flowjay.flow.Flow;
import io.flowjay.flow.TcpOpening;
import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.TcpOption;
import org.jspecify.annotations.Nullable;

/**
 * A TCP flow's state from its first to its last segment. It sees what passed the point of capture: a segment lost ahead of it is a
 * gap, one lost behind it is not missed. Segments whose flags were not captured are left out.
 *
 * <p>One instance is filled again for every flow.
 */
public final class TcpAnalysis {
    private static final long REORDER_NANOS = 3_000_000;

    /** What the initiator sent. */
    public final TcpSide initiator = new TcpSide();
    /** What the responder sent. */
    public final TcpSide responder = new TcpSide();
    /** Times from timestamps to their echoes, of both sides in the order of the echoes. */
    public final RttSamples timestampRtt = new RttSamples();
    /** Times from data to its acknowledgements, of both sides in the order of the acknowledgements. */
    public final RttSamples ackRtt = new RttSamples();

    private final Segment segment = new Segment();
    private long handshakeNanos;

    /** Looks at a flow. */
    public void analyse(Flow flow) {
        PacketColumns packets = flow.packets();
        boolean scaled = offersScale(flow.initiatorOpening()) && offersScale(flow.responderOpening());
        initiator.clear(scaled ? scale(flow.initiatorOpening()) : 0);
        responder.clear(scaled ? scale(flow.responderOpening()) : 0);
        timestampRtt.clear();
        ackRtt.clear();
        handshakeNanos = Handshake.nanos(packets);
        long reorderNanos = handshakeNanos > 0 ? handshakeNanos : REORDER_NANOS;
        for (int i = 0; i < packets.size(); i++) {
            int info = packets.info(i);
            if ((info & PacketColumns.HAS_TCP_FLAGS) != 0) {
                segment.look(packets, i);
                if ((info & PacketColumns.BACKWARD) == 0) {
                    add(initiator, responder, reorderNanos);
                } else {
                    add(responder, initiator, reorderNanos);
                }
            }
        }
    }

    /**
     * Time from SYN to the initiator's acknowledgement of the SYN+ACK, or to the SYN+ACK when that is all there is; 0 without a
     * handshake.
     */
    public long handshakeNanos() {
        return handshakeNanos;
    }

    private void add(TcpSide from, TcpSide to, long reorderNanos) {
        if (segment.isAck()) {
            sample(to.dataSent.acknowledged(segment.acknowledgement, segment.time), to.ackRtt, ackRtt);
            if (segment.hasTimestamps) {
                sample(to.timestampsSent.echoed(segment.echo, segment.time), to.timestampRtt, timestampRtt);
            }
        }
        from.add(segment, to, reorderNanos);
    }

    private static void sample(long nanos, RttSamples side, RttSamples both) {
        side.add(nanos);
        both.add(nanos);
    }

    private static boolean offersScale(@Nullable TcpOpening opening) {
        return opening != null && (opening.options() & TcpOption.WINDOW_SCALE) != 0;
    }

    private static int scale(@Nullable TcpOpening opening) {
        return opening == null ? 0 : opening.windowScale();
    }
}
