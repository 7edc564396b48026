package io.flowjay.feature.group.tcp;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.tcp.SeenOptions;
import io.flowjay.flow.Flow;
import io.flowjay.flow.TcpOpening;
import io.flowjay.packet.TcpOption;
import io.flowjay.settings.Profile;
import org.jspecify.annotations.Nullable;

/** Group {@code tcp_options}: options of SYN packets, SACK blocks and timestamps (RFC 9293 section 3.1, RFC 7323, RFC 2018). */
public final class TcpOptionsFeatures implements FeatureGroup {
    static final String NAME = "tcp_options";

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXTENDED);
    private static final IntegerFeature TCP_MSS_FWD = F.direction(SRC_TO_DST)
            .formula("MSS option of the first SYN of fwd that has one, SYN+ACK too; 0 without one")
            .int64("tcp_mss_fwd", "bytes", "Maximum segment size in the initiator's SYN");
    private static final IntegerFeature TCP_MSS_BWD = F.direction(DST_TO_SRC)
            .formula("MSS option of the first SYN of bwd that has one, SYN+ACK too; 0 without one")
            .int64("tcp_mss_bwd", "bytes", "Maximum segment size in the responder's SYN");
    private static final IntegerFeature TCP_WS_FWD = F.direction(SRC_TO_DST)
            .formula(
                    "min(14, shift of the window scale option) of the first SYN of fwd that has one, SYN+ACK too; 0 also without one")
            .int64("tcp_ws_fwd", "bits", "Window scale shift of the initiator's SYN, at most 14; 0 without one");
    private static final IntegerFeature TCP_WS_BWD = F.direction(DST_TO_SRC)
            .formula(
                    "min(14, shift of the window scale option) of the first SYN of bwd that has one, SYN+ACK too; 0 also without one")
            .int64("tcp_ws_bwd", "bits", "Window scale shift of the responder's SYN, at most 14; 0 without one");
    private static final IntegerFeature TCP_SACK_PERMITTED_FWD = F.direction(SRC_TO_DST)
            .formula("any(SYN of fwd with the option SACK permitted, SYN+ACK too)")
            .int64("tcp_sack_permitted_fwd", "flag", "1 when a SYN of the initiator has SACK permitted, else 0");
    private static final IntegerFeature TCP_SACK_PERMITTED_BWD = F.direction(DST_TO_SRC)
            .formula("any(SYN of bwd with the option SACK permitted, SYN+ACK too)")
            .int64("tcp_sack_permitted_bwd", "flag", "1 when a SYN of the responder has SACK permitted, else 0");
    private static final IntegerFeature TCP_SACK_BLOCKS_TOTAL = F.formula("sum(blocks in the SACK option)")
            .int64("tcp_sack_blocks_total", "count", "SACK blocks in all packets");
    private static final IntegerFeature TCP_TS_FWD_PRESENT = F.direction(SRC_TO_DST)
            .formula("any(timestamps option in fwd)")
            .int64("tcp_ts_fwd_present", "flag", "1 when a packet of the initiator has timestamps, else 0");
    private static final IntegerFeature TCP_TS_BWD_PRESENT = F.direction(DST_TO_SRC)
            .formula("any(timestamps option in bwd)")
            .int64("tcp_ts_bwd_present", "flag", "1 when a packet of the responder has timestamps, else 0");
    private static final IntegerFeature TCP_TS_FWD_FIRST = F.direction(SRC_TO_DST)
            .formula("first(TSval(fwd)); 0 also if tcp_ts_fwd_present is 0")
            .int64("tcp_ts_fwd_first", "ticks", "First timestamp value of the initiator, in ticks");
    private static final IntegerFeature TCP_TS_FWD_LAST = F.direction(SRC_TO_DST)
            .formula("last(TSval(fwd)); 0 also if tcp_ts_fwd_present is 0")
            .int64("tcp_ts_fwd_last", "ticks", "Last timestamp value of the initiator, in ticks");
    private static final IntegerFeature TCP_TS_FWD_DIFF = F.direction(SRC_TO_DST)
            .formula("max(0, tcp_ts_fwd_last - tcp_ts_fwd_first), the difference modulo 2^32 as a signed number")
            .int64("tcp_ts_fwd_diff", "ticks", "Ticks from the first to the last; 0 when the last is an older one");
    private static final IntegerFeature TCP_TS_BWD_FIRST = F.direction(DST_TO_SRC)
            .formula("first(TSval(bwd)); 0 also if tcp_ts_bwd_present is 0")
            .int64("tcp_ts_bwd_first", "ticks", "First timestamp value of the responder, in ticks");
    private static final IntegerFeature TCP_TS_BWD_LAST = F.direction(DST_TO_SRC)
            .formula("last(TSval(bwd)); 0 also if tcp_ts_bwd_present is 0")
            .int64("tcp_ts_bwd_last", "ticks", "Last timestamp value of the responder, in ticks");
    private static final IntegerFeature TCP_TS_BWD_DIFF = F.direction(DST_TO_SRC)
            .formula("max(0, tcp_ts_bwd_last - tcp_ts_bwd_first), the difference modulo 2^32 as a signed number")
            .int64("tcp_ts_bwd_diff", "ticks", "Ticks from the first to the last; 0 when the last is an older one");
    private static final IntegerFeature TCP_TS_ECR_FWD_FIRST = F.direction(SRC_TO_DST)
            .formula("TSecr of the first packet of fwd with timestamps and ACK; 0 also without one")
            .int64(
                    "tcp_ts_ecr_fwd_first",
                    "ticks",
                    "Timestamp echo of the initiator's first packet with timestamps and ACK");
    private static final IntegerFeature TCP_TS_ECR_BWD_FIRST = F.direction(DST_TO_SRC)
            .formula("TSecr of the first packet of bwd with timestamps and ACK; 0 also without one")
            .int64(
                    "tcp_ts_ecr_bwd_first",
                    "ticks",
                    "Timestamp echo of the responder's first packet with timestamps and ACK");
    private static final IntegerFeature TCP_OPTIONS_BITMAP = F.formula(
                    "1 * any(MSS) + 2 * any(window scale) + 4 * any(SACK permitted), in SYN and SYN+ACK, + 8 * any(timestamps), in any packet")
            .int64(
                    "tcp_options_bitmap",
                    "bitmap",
                    "Options of either side: 1 maximum segment size, 2 window scale, 4 SACK permitted (each in a SYN), 8 timestamps");
    private static final IntegerFeature TCP_OPTIONS_PKT_COUNT = F.formula(
                    "count(an option other than end of list and no operation)")
            .int64("tcp_options_pkt_count", "count", "Packets with an option other than padding");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new TcpOptionsFeatures());

    @Override
    public boolean applies(FlowView view) {
        return view.flow().isTcp();
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        SeenOptions forward = view.tcp().initiator.options;
        SeenOptions backward = view.tcp().responder.options;
        out.set(TCP_TS_FWD_PRESENT, forward.timestamps > 0 ? 1 : 0);
        out.set(TCP_TS_FWD_FIRST, forward.firstTimestamp);
        out.set(TCP_TS_FWD_LAST, forward.lastTimestamp);
        out.set(TCP_TS_FWD_DIFF, forward.ticks());
        out.set(TCP_TS_ECR_FWD_FIRST, forward.firstEcho);
        out.set(TCP_TS_BWD_PRESENT, backward.timestamps > 0 ? 1 : 0);
        out.set(TCP_TS_BWD_FIRST, backward.firstTimestamp);
        out.set(TCP_TS_BWD_LAST, backward.lastTimestamp);
        out.set(TCP_TS_BWD_DIFF, backward.ticks());
        out.set(TCP_TS_ECR_BWD_FIRST, backward.firstEcho);
        out.set(TCP_SACK_BLOCKS_TOTAL, forward.sackBlocks + backward.sackBlocks);
        out.set(TCP_OPTIONS_PKT_COUNT, forward.segments + backward.segments);
        boolean timestamps = forward.timestamps + backward.timestamps > 0;
        openings(view.flow(), timestamps, out);
    }

    private static void openings(Flow flow, boolean timestamps, FeatureVector out) {
        TcpOpening forward = flow.initiatorOpening();
        TcpOpening backward = flow.responderOpening();
        opening(forward, TCP_MSS_FWD, TCP_WS_FWD, TCP_SACK_PERMITTED_FWD, out);
        opening(backward, TCP_MSS_BWD, TCP_WS_BWD, TCP_SACK_PERMITTED_BWD, out);
        int offered = (options(forward) | options(backward))
                & (TcpOption.MSS | TcpOption.WINDOW_SCALE | TcpOption.SACK_PERMITTED);
        out.set(TCP_OPTIONS_BITMAP, timestamps ? offered | TcpOption.TIMESTAMPS : offered);
    }

    private static void opening(
            @Nullable TcpOpening opening,
            IntegerFeature mss,
            IntegerFeature scale,
            IntegerFeature sack,
            FeatureVector out) {
        if (opening != null) {
            out.set(mss, opening.mss());
            out.set(scale, opening.windowScale());
            out.set(sack, (opening.options() & TcpOption.SACK_PERMITTED) != 0 ? 1 : 0);
        }
    }

    private static int options(@Nullable TcpOpening opening) {
        return opening == null ? 0 : opening.options();
    }
}
