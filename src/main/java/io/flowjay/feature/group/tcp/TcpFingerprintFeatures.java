package io.flowjay.feature.group.tcp;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.NumberFeature;
import io.flowjay.feature.Privacy;
import io.flowjay.feature.TextFeature;
import io.flowjay.feature.heuristic.OsHints;
import io.flowjay.feature.tcp.SeenOptions;
import io.flowjay.flow.TcpOpening;
import io.flowjay.flow.TcpSyn;
import io.flowjay.settings.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Group {@code tcp_fingerprint}: what the initiator's first SYN and the responder's first SYN+ACK tell of the stacks that sent
 * them.
 */
public final class TcpFingerprintFeatures implements FeatureGroup {
    static final String NAME = "tcp_fingerprint";

    private static final String UPTIME =
            ", from its timestamps; unreliable, as most stacks start them at random; 0 where their rate is unknown";
    private static final String HINT =
            ", guessed from hop limit and options: linux, macos or windows, or what other rules name";

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXPERIMENTAL);
    private static final TextFeature TCP_FP_FWD = F.direction(SRC_TO_DST)
            .formula(
                    "t{window}_{MSS}_{shift}_ and the first 12 hex digits of the MD5 of {window}_{initial TTL}_{MSS}_{shift}_{SACK permitted + 2 * timestamps}, of the first SYN without ACK of fwd")
            .string(
                    "tcp_fp_fwd",
                    "Fingerprint of the initiator's SYN: window, MSS, window scale, hash of these and more");
    private static final TextFeature TCP_FP_BWD = F.direction(DST_TO_SRC)
            .formula(
                    "t{window}_{MSS}_{shift}_ and the first 12 hex digits of the MD5 of {window}_{initial TTL}_{MSS}_{shift}_{SACK permitted + 2 * timestamps}, of the first SYN+ACK of bwd")
            .string(
                    "tcp_fp_bwd",
                    "Fingerprint of the responder's SYN+ACK: window, MSS, window scale, hash of these and more");
    private static final IntegerFeature TCP_FP_FWD_WINDOW = F.direction(SRC_TO_DST)
            .formula("window field of the first SYN without ACK of fwd")
            .int64("tcp_fp_fwd_window", "bytes", "Window field of the initiator's SYN");
    private static final IntegerFeature TCP_FP_FWD_TTL = F.direction(SRC_TO_DST)
            .formula("TTL or hop limit of the first SYN without ACK of fwd")
            .int64("tcp_fp_fwd_ttl", "hops", "TTL or hop limit of the initiator's SYN");
    private static final IntegerFeature TCP_FP_FWD_MSS = F.direction(SRC_TO_DST)
            .formula("MSS option of the first SYN without ACK of fwd")
            .int64("tcp_fp_fwd_mss", "bytes", "Maximum segment size in the initiator's SYN; 0 without one");
    private static final IntegerFeature TCP_FP_FWD_WS = F.direction(SRC_TO_DST)
            .formula("min(14, shift of the window scale option) of the first SYN without ACK of fwd")
            .int64("tcp_fp_fwd_ws", "bits", "Window scale shift in the initiator's SYN; 0 without one");
    private static final IntegerFeature TCP_FP_BWD_WINDOW = F.direction(DST_TO_SRC)
            .formula("window field of the first SYN+ACK of bwd")
            .int64("tcp_fp_bwd_window", "bytes", "Window field of the responder's SYN+ACK");
    private static final IntegerFeature TCP_FP_BWD_TTL = F.direction(DST_TO_SRC)
            .formula("TTL or hop limit of the first SYN+ACK of bwd")
            .int64("tcp_fp_bwd_ttl", "hops", "TTL or hop limit of the responder's SYN+ACK");
    private static final IntegerFeature TCP_FP_BWD_MSS = F.direction(DST_TO_SRC)
            .formula("MSS option of the first SYN+ACK of bwd")
            .int64("tcp_fp_bwd_mss", "bytes", "Maximum segment size in the responder's SYN+ACK; 0 without one");
    private static final IntegerFeature TCP_FP_BWD_WS = F.direction(DST_TO_SRC)
            .formula("min(14, shift of the window scale option) of the first SYN+ACK of bwd")
            .int64("tcp_fp_bwd_ws", "bits", "Window scale shift in the responder's SYN+ACK; 0 without one");
    private static final TextFeature TCP_OS_HINT_FWD = F.direction(SRC_TO_DST)
            .privacy(Privacy.SENSITIVE)
            .formula(
                    "system of the first line in os-hints.json that fits initial TTL, window and options of the first SYN without ACK of fwd")
            .string("tcp_os_hint_fwd", OsHints.UNKNOWN, "Operating system of the initiator" + HINT);
    private static final TextFeature TCP_OS_HINT_BWD = F.direction(DST_TO_SRC)
            .privacy(Privacy.SENSITIVE)
            .formula(
                    "system of the first line in os-hints.json that fits initial TTL, window and options of the first SYN+ACK of bwd")
            .string("tcp_os_hint_bwd", OsHints.UNKNOWN, "Operating system of the responder" + HINT);
    private static final NumberFeature TCP_UPTIME_FWD = F.direction(SRC_TO_DST)
            .privacy(Privacy.SENSITIVE)
            .formula(
                    "tcp_ts_fwd_first / rate / 3600; rate = tcp_ts_fwd_diff / seconds from the first to the last timestamp, or 100, 250, 1000 Hz within 10 % of it; 0 if these are less than 1 s apart or tcp_ts_fwd_diff is 0")
            .float64("tcp_uptime_fwd", "hours", "Time since the initiator started" + UPTIME);
    private static final NumberFeature TCP_UPTIME_BWD = F.direction(DST_TO_SRC)
            .privacy(Privacy.SENSITIVE)
            .formula(
                    "tcp_ts_bwd_first / rate / 3600; rate = tcp_ts_bwd_diff / seconds from the first to the last timestamp, or 100, 250, 1000 Hz within 10 % of it; 0 if these are less than 1 s apart or tcp_ts_bwd_diff is 0")
            .float64("tcp_uptime_bwd", "hours", "Time since the responder started" + UPTIME);

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), TcpFingerprintFeatures::new);

    private final SynFingerprint fingerprint = new SynFingerprint();
    private final OsHints hints;

    private TcpFingerprintFeatures(FeatureSettings settings) {
        hints = settings.heuristics().osHints();
    }

    @Override
    public boolean applies(FlowView view) {
        return view.flow().isTcp();
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        TcpSyn syn = first(view.flow().initiatorOpening());
        if (syn != null) {
            out.set(TCP_FP_FWD, fingerprint.of(syn));
            out.set(TCP_OS_HINT_FWD, hints.ofSyn(syn));
            out.set(TCP_FP_FWD_WINDOW, syn.window());
            out.set(TCP_FP_FWD_TTL, syn.hopLimit());
            out.set(TCP_FP_FWD_MSS, syn.mss());
            out.set(TCP_FP_FWD_WS, syn.windowScale());
        }
        TcpSyn answer = first(view.flow().responderOpening());
        if (answer != null) {
            out.set(TCP_FP_BWD, fingerprint.of(answer));
            out.set(TCP_OS_HINT_BWD, hints.ofSynAck(answer));
            out.set(TCP_FP_BWD_WINDOW, answer.window());
            out.set(TCP_FP_BWD_TTL, answer.hopLimit());
            out.set(TCP_FP_BWD_MSS, answer.mss());
            out.set(TCP_FP_BWD_WS, answer.windowScale());
        }
        out.set(TCP_UPTIME_FWD, uptime(view.tcp().initiator.options));
        out.set(TCP_UPTIME_BWD, uptime(view.tcp().responder.options));
    }

    private static @Nullable TcpSyn first(@Nullable TcpOpening opening) {
        return opening == null ? null : opening.first();
    }

    private static double uptime(SeenOptions options) {
        return Uptime.hours(options.firstTimestamp, options.ticks(), options.timestampNanos);
    }
}
