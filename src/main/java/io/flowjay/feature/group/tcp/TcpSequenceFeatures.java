package io.flowjay.feature.group.tcp;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.NumberFeature;
import io.flowjay.feature.tcp.Acknowledgements;
import io.flowjay.feature.tcp.SentData;
import io.flowjay.feature.tcp.TcpAnalysis;
import io.flowjay.settings.Profile;

/** Group {@code tcp_sequence}: sequence numbers and acknowledgements (RFC 9293 sections 3.4 and 3.8). */
public final class TcpSequenceFeatures implements FeatureGroup {
    static final String NAME = "tcp_sequence";

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXTENDED);
    private static final IntegerFeature TCP_ISN_FWD = F.direction(SRC_TO_DST)
            .formula("SEQ of the first SYN of fwd, SYN+ACK too; without one of first(fwd)")
            .int64(
                    "tcp_isn_fwd",
                    "number",
                    "Sequence number of the initiator's first SYN; without one, of its first packet");
    private static final IntegerFeature TCP_ISN_BWD = F.direction(DST_TO_SRC)
            .formula("SEQ of the first SYN of bwd, SYN+ACK too; without one of first(bwd)")
            .int64(
                    "tcp_isn_bwd",
                    "number",
                    "Sequence number of the responder's first SYN; without one, of its first packet");
    private static final IntegerFeature TCP_SEQ_FWD_BYTES_SENT = F.direction(SRC_TO_DST)
            .formula("sum(payload bytes of fwd whose sequence number was not seen before)")
            .int64("tcp_seq_fwd_bytes_sent", "bytes", "Payload from the initiator, each byte of the stream once");
    private static final IntegerFeature TCP_SEQ_BWD_BYTES_SENT = F.direction(DST_TO_SRC)
            .formula("sum(payload bytes of bwd whose sequence number was not seen before)")
            .int64("tcp_seq_bwd_bytes_sent", "bytes", "Payload from the responder, each byte of the stream once");
    private static final IntegerFeature TCP_SEQ_FWD_RETRANS = F.direction(SRC_TO_DST)
            .formula("count(fwd: late, neither out of order nor a keep-alive)")
            .int64("tcp_seq_fwd_retrans", "count", "Retransmissions of the initiator");
    private static final IntegerFeature TCP_SEQ_BWD_RETRANS = F.direction(DST_TO_SRC)
            .formula("count(bwd: late, neither out of order nor a keep-alive)")
            .int64("tcp_seq_bwd_retrans", "count", "Retransmissions of the responder");
    private static final IntegerFeature TCP_TOTAL_RETRANS = F.formula("tcp_seq_fwd_retrans + tcp_seq_bwd_retrans")
            .int64("tcp_total_retrans", "count", "Retransmissions in both directions");
    private static final NumberFeature TCP_RETRANS_RATIO = F.formula(
                    "tcp_total_retrans / count(payload, SYN or FIN; RST left out)")
            .float64(
                    "tcp_retrans_ratio",
                    "ratio",
                    "Retransmissions by packets with payload, SYN or FIN; 0 without such packets");
    private static final IntegerFeature TCP_SEQ_FWD_OOO = F.direction(SRC_TO_DST)
            .formula("count(fwd: late, touches a hole that opened at most tcp_rtt_handshake before, 3 ms if that is 0)")
            .int64("tcp_seq_fwd_ooo", "count", "Packets of the initiator that are out of order: fill a gap in time");
    private static final IntegerFeature TCP_SEQ_BWD_OOO = F.direction(DST_TO_SRC)
            .formula("count(bwd: late, touches a hole that opened at most tcp_rtt_handshake before, 3 ms if that is 0)")
            .int64("tcp_seq_bwd_ooo", "count", "Packets of the responder that are out of order: fill a gap in time");
    private static final IntegerFeature TCP_TOTAL_OOO = F.formula("tcp_seq_fwd_ooo + tcp_seq_bwd_ooo")
            .int64("tcp_total_ooo", "count", "Packets out of order in both directions");
    private static final IntegerFeature TCP_SEQ_FWD_GAPS = F.direction(SRC_TO_DST)
            .formula("count(fwd: SEQ > next)")
            .int64("tcp_seq_fwd_gaps", "count", "Packets of the initiator that come after missing sequence numbers");
    private static final IntegerFeature TCP_SEQ_BWD_GAPS = F.direction(DST_TO_SRC)
            .formula("count(bwd: SEQ > next)")
            .int64("tcp_seq_bwd_gaps", "count", "Packets of the responder that come after missing sequence numbers");
    private static final IntegerFeature TCP_ACK_FWD_COUNT = F.direction(SRC_TO_DST)
            .formula("count(ACK, in fwd), with RST too")
            .int64("tcp_ack_fwd_count", "count", "Packets from the initiator with ACK");
    private static final IntegerFeature TCP_ACK_BWD_COUNT = F.direction(DST_TO_SRC)
            .formula("count(ACK, in bwd), with RST too")
            .int64("tcp_ack_bwd_count", "count", "Packets from the responder with ACK");
    private static final IntegerFeature TCP_ACK_FWD_DUP = F.direction(SRC_TO_DST)
            .formula(
                    "count(repeated ACKs of fwd with a window equal to that of the ACK before, while bwd has sent beyond the number)")
            .int64("tcp_ack_fwd_dup", "count", "Duplicate acknowledgements of the initiator (RFC 5681)");
    private static final IntegerFeature TCP_ACK_BWD_DUP = F.direction(DST_TO_SRC)
            .formula(
                    "count(repeated ACKs of bwd with a window equal to that of the ACK before, while fwd has sent beyond the number)")
            .int64("tcp_ack_bwd_dup", "count", "Duplicate acknowledgements of the responder (RFC 5681)");
    private static final IntegerFeature TCP_TOTAL_DUP_ACKS = F.formula("tcp_ack_fwd_dup + tcp_ack_bwd_dup")
            .int64("tcp_total_dup_acks", "count", "Duplicate acknowledgements in both directions");
    private static final IntegerFeature TCP_SEQ_FWD_FAST_RETRANS = F.profile(Profile.FLOWJAY)
            .direction(SRC_TO_DST)
            .formula(
                    "count(retransmissions of fwd, not spurious, of the number that bwd acknowledged last with two duplicate ACKs or more, the last less than 20 ms before)")
            .int64(
                    "tcp_seq_fwd_fast_retrans",
                    "count",
                    "Retransmissions of the initiator within 20 ms of the second or a later duplicate acknowledgement");
    private static final IntegerFeature TCP_SEQ_BWD_FAST_RETRANS = F.direction(DST_TO_SRC)
            .formula(
                    "count(retransmissions of bwd, not spurious, of the number that fwd acknowledged last with two duplicate ACKs or more, the last less than 20 ms before)")
            .int64(
                    "tcp_seq_bwd_fast_retrans",
                    "count",
                    "Retransmissions of the responder within 20 ms of the second or a later duplicate acknowledgement");
    private static final IntegerFeature TCP_SEQ_FWD_SPURIOUS_RETRANS = F.direction(SRC_TO_DST)
            .formula("count(retransmissions of fwd whose last number bwd had acknowledged)")
            .int64(
                    "tcp_seq_fwd_spurious_retrans",
                    "count",
                    "Retransmissions of the initiator of what had been acknowledged");
    private static final IntegerFeature TCP_SEQ_BWD_SPURIOUS_RETRANS = F.direction(DST_TO_SRC)
            .formula("count(retransmissions of bwd whose last number fwd had acknowledged)")
            .int64(
                    "tcp_seq_bwd_spurious_retrans",
                    "count",
                    "Retransmissions of the responder of what had been acknowledged");
    private static final IntegerFeature TCP_SEQ_FWD_KEEP_ALIVES = F.direction(SRC_TO_DST)
            .formula("count(fwd: SEQ = next - 1, payload <= 1, none of SYN FIN RST)")
            .int64("tcp_seq_fwd_keep_alives", "count", "Keep-alive packets of the initiator");
    private static final IntegerFeature TCP_SEQ_BWD_KEEP_ALIVES = F.direction(DST_TO_SRC)
            .formula("count(bwd: SEQ = next - 1, payload <= 1, none of SYN FIN RST)")
            .int64("tcp_seq_bwd_keep_alives", "count", "Keep-alive packets of the responder");
    private static final IntegerFeature TCP_ACK_FWD_REPEATS = F.direction(SRC_TO_DST)
            .formula(
                    "count(repeated ACKs of fwd with a window > 0 equal to that of the ACK before, SEQ = next, not after a keep-alive of bwd); data need not be outstanding, so it can be above tcp_ack_fwd_dup, and below it, since _dup has none of these conditions")
            .int64(
                    "tcp_ack_fwd_repeats",
                    "count",
                    "Acknowledgements of the initiator that repeat the one before, also where no data is outstanding; answers to keep-alives left out");
    private static final IntegerFeature TCP_ACK_BWD_REPEATS = F.direction(DST_TO_SRC)
            .formula(
                    "count(repeated ACKs of bwd with a window > 0 equal to that of the ACK before, SEQ = next, not after a keep-alive of fwd); data need not be outstanding, so it can be above tcp_ack_bwd_dup, and below it, since _dup has none of these conditions")
            .int64(
                    "tcp_ack_bwd_repeats",
                    "count",
                    "Acknowledgements of the responder that repeat the one before, also where no data is outstanding; answers to keep-alives left out");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new TcpSequenceFeatures());

    @Override
    public boolean applies(FlowView view) {
        return view.flow().isTcp();
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        TcpAnalysis tcp = view.tcp();
        forward(tcp.initiator.data, out);
        backward(tcp.responder.data, out);
        totals(tcp, out);
        acknowledgements(tcp.initiator.acknowledgements, tcp.responder.acknowledgements, out);
    }

    private static void acknowledgements(Acknowledgements forward, Acknowledgements backward, FeatureVector out) {
        out.set(TCP_ACK_FWD_COUNT, forward.segments);
        out.set(TCP_ACK_BWD_COUNT, backward.segments);
        out.set(TCP_ACK_FWD_DUP, forward.duplicates);
        out.set(TCP_ACK_BWD_DUP, backward.duplicates);
        out.set(TCP_TOTAL_DUP_ACKS, forward.duplicates + backward.duplicates);
        out.set(TCP_ACK_FWD_REPEATS, forward.repeats);
        out.set(TCP_ACK_BWD_REPEATS, backward.repeats);
    }

    private static void forward(SentData data, FeatureVector out) {
        out.set(TCP_ISN_FWD, data.initialSequence);
        out.set(TCP_SEQ_FWD_BYTES_SENT, data.bytes);
        out.set(TCP_SEQ_FWD_RETRANS, data.retransmissions);
        out.set(TCP_SEQ_FWD_OOO, data.outOfOrder);
        out.set(TCP_SEQ_FWD_GAPS, data.gaps);
        out.set(TCP_SEQ_FWD_FAST_RETRANS, data.fastRetransmissions);
        out.set(TCP_SEQ_FWD_SPURIOUS_RETRANS, data.spuriousRetransmissions);
        out.set(TCP_SEQ_FWD_KEEP_ALIVES, data.keepAlives);
    }

    private static void backward(SentData data, FeatureVector out) {
        out.set(TCP_ISN_BWD, data.initialSequence);
        out.set(TCP_SEQ_BWD_BYTES_SENT, data.bytes);
        out.set(TCP_SEQ_BWD_RETRANS, data.retransmissions);
        out.set(TCP_SEQ_BWD_OOO, data.outOfOrder);
        out.set(TCP_SEQ_BWD_GAPS, data.gaps);
        out.set(TCP_SEQ_BWD_FAST_RETRANS, data.fastRetransmissions);
        out.set(TCP_SEQ_BWD_SPURIOUS_RETRANS, data.spuriousRetransmissions);
        out.set(TCP_SEQ_BWD_KEEP_ALIVES, data.keepAlives);
    }

    private static void totals(TcpAnalysis tcp, FeatureVector out) {
        SentData forward = tcp.initiator.data;
        SentData backward = tcp.responder.data;
        int retransmissions = forward.retransmissions + backward.retransmissions;
        out.set(TCP_TOTAL_RETRANS, retransmissions);
        out.set(TCP_TOTAL_OOO, forward.outOfOrder + backward.outOfOrder);
        out.set(TCP_RETRANS_RATIO, (double) retransmissions / (forward.segments + backward.segments));
    }
}
