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
import io.flowjay.feature.tcp.TcpAnalysis;
import io.flowjay.feature.tcp.Windows;
import io.flowjay.flow.TcpOpening;
import io.flowjay.settings.Profile;
import org.jspecify.annotations.Nullable;

/** Group {@code tcp_window}: windows and their scale (RFC 9293 section 3.8.6, RFC 7323 section 2). */
public final class TcpWindowFeatures implements FeatureGroup {
    static final String NAME = "tcp_window";

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXTENDED);
    private static final IntegerFeature TCP_INIT_WIN_FWD = F.direction(SRC_TO_DST)
            .formula("window field of first(fwd), a RST too; 0 also without fwd")
            .int64("tcp_init_win_fwd", "bytes", "Window field of the initiator's first packet");
    private static final IntegerFeature TCP_INIT_WIN_BWD = F.direction(DST_TO_SRC)
            .formula("window field of first(bwd), a RST too; 0 also without bwd")
            .int64("tcp_init_win_bwd", "bytes", "Window field of the responder's first packet");
    private static final IntegerFeature TCP_WIN_SCALE_FWD = F.direction(SRC_TO_DST)
            .twin("tcp_ws_fwd")
            .int64("tcp_win_scale_fwd", "bits", "Window scale shift of the initiator's SYN, at most 14; 0 without one");
    private static final IntegerFeature TCP_WIN_SCALE_BWD = F.direction(DST_TO_SRC)
            .twin("tcp_ws_bwd")
            .int64("tcp_win_scale_bwd", "bits", "Window scale shift of the responder's SYN, at most 14; 0 without one");
    private static final IntegerFeature TCP_WIN_FWD_MIN = F.direction(SRC_TO_DST)
            .formula("min(window field of fwd), RST left out")
            .int64("tcp_win_fwd_min", "bytes", "Smallest window field of the initiator, RST packets left out");
    private static final IntegerFeature TCP_WIN_FWD_MAX = F.direction(SRC_TO_DST)
            .formula("max(window field of fwd), RST left out")
            .int64("tcp_win_fwd_max", "bytes", "Largest window field of the initiator, RST packets left out");
    private static final NumberFeature TCP_WIN_FWD_MEAN = F.direction(SRC_TO_DST)
            .formula("mean(window field of fwd), RST left out")
            .float64("tcp_win_fwd_mean", "bytes", "Mean window field of the initiator, RST packets left out");
    private static final IntegerFeature TCP_WIN_BWD_MIN = F.direction(DST_TO_SRC)
            .formula("min(window field of bwd), RST left out")
            .int64("tcp_win_bwd_min", "bytes", "Smallest window field of the responder, RST packets left out");
    private static final IntegerFeature TCP_WIN_BWD_MAX = F.direction(DST_TO_SRC)
            .formula("max(window field of bwd), RST left out")
            .int64("tcp_win_bwd_max", "bytes", "Largest window field of the responder, RST packets left out");
    private static final NumberFeature TCP_WIN_BWD_MEAN = F.direction(DST_TO_SRC)
            .formula("mean(window field of bwd), RST left out")
            .float64("tcp_win_bwd_mean", "bytes", "Mean window field of the responder, RST packets left out");
    private static final IntegerFeature TCP_SCALED_WIN_FWD_MAX = F.direction(SRC_TO_DST)
            .formula("max(scaled window of fwd), RST left out")
            .int64("tcp_scaled_win_fwd_max", "bytes", "Largest window of the initiator, scaled where both sides scale");
    private static final IntegerFeature TCP_SCALED_WIN_BWD_MAX = F.direction(DST_TO_SRC)
            .formula("max(scaled window of bwd), RST left out")
            .int64("tcp_scaled_win_bwd_max", "bytes", "Largest window of the responder, scaled where both sides scale");
    private static final IntegerFeature TCP_WIN_FWD_ZERO_COUNT = F.direction(SRC_TO_DST)
            .formula("count(window field = 0 in fwd, none of SYN FIN RST)")
            .int64(
                    "tcp_win_fwd_zero_count",
                    "count",
                    "Packets of the initiator with window 0 and none of SYN, FIN, RST");
    private static final IntegerFeature TCP_WIN_BWD_ZERO_COUNT = F.direction(DST_TO_SRC)
            .formula("count(window field = 0 in bwd, none of SYN FIN RST)")
            .int64(
                    "tcp_win_bwd_zero_count",
                    "count",
                    "Packets of the responder with window 0 and none of SYN, FIN, RST");
    private static final NumberFeature TCP_ZERO_WIN_RATIO = F.formula(
                    "(tcp_win_fwd_zero_count + tcp_win_bwd_zero_count) / count(packets with a window field, RST left out, SYN and FIN included)")
            .float64("tcp_zero_win_ratio", "ratio", "Share of packets with window 0, RST packets left out");
    private static final IntegerFeature TCP_WIN_FWD_CHANGE_COUNT = F.direction(SRC_TO_DST)
            .formula("tcp_win_fwd_up_count + tcp_win_fwd_down_count")
            .int64("tcp_win_fwd_change_count", "count", "Changes of the initiator's scaled window");
    private static final IntegerFeature TCP_WIN_BWD_CHANGE_COUNT = F.direction(DST_TO_SRC)
            .formula("tcp_win_bwd_up_count + tcp_win_bwd_down_count")
            .int64("tcp_win_bwd_change_count", "count", "Changes of the responder's scaled window");
    private static final IntegerFeature TCP_WIN_FWD_UP_COUNT = F.direction(SRC_TO_DST)
            .formula("count(scaled window > that of the fwd packet before), RST left out")
            .int64("tcp_win_fwd_up_count", "count", "Increases of the initiator's scaled window");
    private static final IntegerFeature TCP_WIN_FWD_DOWN_COUNT = F.direction(SRC_TO_DST)
            .formula("count(scaled window < that of the fwd packet before), RST left out")
            .int64("tcp_win_fwd_down_count", "count", "Decreases of the initiator's scaled window");
    private static final IntegerFeature TCP_WIN_BWD_UP_COUNT = F.direction(DST_TO_SRC)
            .formula("count(scaled window > that of the bwd packet before), RST left out")
            .int64("tcp_win_bwd_up_count", "count", "Increases of the responder's scaled window");
    private static final IntegerFeature TCP_WIN_BWD_DOWN_COUNT = F.direction(DST_TO_SRC)
            .formula("count(scaled window < that of the bwd packet before), RST left out")
            .int64("tcp_win_bwd_down_count", "count", "Decreases of the responder's scaled window");
    private static final IntegerFeature TCP_WIN_FWD_UPDATE_COUNT = F.profile(Profile.FLOWJAY)
            .direction(SRC_TO_DST)
            .formula("count(repeated ACKs of fwd with a window > 0 other than that of the ACK before, SEQ = next)")
            .int64("tcp_win_fwd_update_count", "count", "Packets of the initiator that change nothing but the window");
    private static final IntegerFeature TCP_WIN_BWD_UPDATE_COUNT = F.direction(DST_TO_SRC)
            .formula("count(repeated ACKs of bwd with a window > 0 other than that of the ACK before, SEQ = next)")
            .int64("tcp_win_bwd_update_count", "count", "Packets of the responder that change nothing but the window");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new TcpWindowFeatures());

    @Override
    public boolean applies(FlowView view) {
        return view.flow().isTcp();
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        TcpAnalysis tcp = view.tcp();
        Windows forward = tcp.initiator.windows;
        Windows backward = tcp.responder.windows;
        forward(forward, out);
        backward(backward, out);
        out.set(TCP_WIN_SCALE_FWD, scale(view.flow().initiatorOpening()));
        out.set(TCP_WIN_SCALE_BWD, scale(view.flow().responderOpening()));
        out.set(TCP_ZERO_WIN_RATIO, (double) (forward.zero + backward.zero) / (forward.segments + backward.segments));
        out.set(TCP_WIN_FWD_UPDATE_COUNT, tcp.initiator.acknowledgements.windowUpdates);
        out.set(TCP_WIN_BWD_UPDATE_COUNT, tcp.responder.acknowledgements.windowUpdates);
    }

    private static void forward(Windows windows, FeatureVector out) {
        out.set(TCP_INIT_WIN_FWD, windows.initial);
        out.set(TCP_WIN_FWD_MIN, windows.min);
        out.set(TCP_WIN_FWD_MAX, windows.max);
        out.set(TCP_WIN_FWD_MEAN, windows.mean());
        out.set(TCP_SCALED_WIN_FWD_MAX, windows.scaledMax);
        out.set(TCP_WIN_FWD_ZERO_COUNT, windows.zero);
        out.set(TCP_WIN_FWD_CHANGE_COUNT, windows.ups + windows.downs);
        out.set(TCP_WIN_FWD_UP_COUNT, windows.ups);
        out.set(TCP_WIN_FWD_DOWN_COUNT, windows.downs);
    }

    private static void backward(Windows windows, FeatureVector out) {
        out.set(TCP_INIT_WIN_BWD, windows.initial);
        out.set(TCP_WIN_BWD_MIN, windows.min);
        out.set(TCP_WIN_BWD_MAX, windows.max);
        out.set(TCP_WIN_BWD_MEAN, windows.mean());
        out.set(TCP_SCALED_WIN_BWD_MAX, windows.scaledMax);
        out.set(TCP_WIN_BWD_ZERO_COUNT, windows.zero);
        out.set(TCP_WIN_BWD_CHANGE_COUNT, windows.ups + windows.downs);
        out.set(TCP_WIN_BWD_UP_COUNT, windows.ups);
        out.set(TCP_WIN_BWD_DOWN_COUNT, windows.downs);
    }

    private static int scale(@Nullable TcpOpening opening) {
        return opening == null ? 0 : opening.windowScale();
    }
}
