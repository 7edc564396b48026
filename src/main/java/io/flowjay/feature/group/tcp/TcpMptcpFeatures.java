package io.flowjay.feature.group.tcp;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.flow.TcpOpening;
import io.flowjay.settings.Profile;

/** Group {@code tcp_mptcp}: Multipath TCP (RFC 8684). */
public final class TcpMptcpFeatures implements FeatureGroup {
    static final String NAME = "tcp_mptcp";

    private static final int DETECTED = 0x01;
    private static final int CAPABLE_FORWARD = 0x02;
    private static final int CAPABLE_BACKWARD = 0x04;
    private static final int CAPABLE_BOTH = 0x08;
    private static final int JOIN_FORWARD = 0x10;
    private static final int JOIN_BACKWARD = 0x20;

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXPERIMENTAL);
    private static final IntegerFeature MPTCP_DETECTED = F.formula("mptcp_option_count > 0")
            .int64("mptcp_detected", "flag", "1 when a packet has an option of Multipath TCP, else 0");
    private static final IntegerFeature IS_MPTCP = F.formula("mptcp_capable_fwd and mptcp_capable_bwd")
            .int64("is_mptcp", "flag", "1 when SYN and SYN+ACK have MP_CAPABLE, else 0");
    private static final IntegerFeature MPTCP_CAPABLE_FWD = F.direction(SRC_TO_DST)
            .formula("any(SYN without ACK of fwd with MP_CAPABLE)")
            .int64("mptcp_capable_fwd", "flag", "1 when a SYN of the initiator has MP_CAPABLE, else 0");
    private static final IntegerFeature MPTCP_CAPABLE_BWD = F.direction(DST_TO_SRC)
            .formula("any(SYN+ACK of bwd with MP_CAPABLE)")
            .int64("mptcp_capable_bwd", "flag", "1 when a SYN+ACK of the responder has MP_CAPABLE, else 0");
    private static final IntegerFeature MPTCP_OPTION_COUNT = F.formula("count(TCP option 30)")
            .int64("mptcp_option_count", "count", "Packets with an option of Multipath TCP");
    private static final IntegerFeature MPTCP_STAT = F.formula(
                    "1 * mptcp_detected + 2 * mptcp_capable_fwd + 4 * mptcp_capable_bwd + 8 * is_mptcp + 16 * any(MP_JOIN in a SYN without ACK of fwd) + 32 * any(MP_JOIN in a SYN+ACK of bwd)")
            .int64(
                    "mptcp_stat",
                    "bitmap",
                    "Bits: 1 detected, 2 MP_CAPABLE of the initiator, 4 MP_CAPABLE of the responder, 8 both, 16 MP_JOIN of the initiator, 32 MP_JOIN of the responder");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new TcpMptcpFeatures());

    @Override
    public boolean applies(FlowView view) {
        return view.flow().isTcp();
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        int packets = view.tcp().initiator.options.mptcpSegments + view.tcp().responder.options.mptcpSegments;
        int stat = packets > 0 ? DETECTED : 0;
        TcpOpening forward = view.flow().initiatorOpening();
        if (forward != null) {
            stat |= forward.mpCapable() ? CAPABLE_FORWARD : 0;
            stat |= forward.mpJoin() ? JOIN_FORWARD : 0;
        }
        TcpOpening backward = view.flow().responderOpening();
        if (backward != null) {
            stat |= backward.mpCapable() ? CAPABLE_BACKWARD : 0;
            stat |= backward.mpJoin() ? JOIN_BACKWARD : 0;
        }
        boolean both = (stat & CAPABLE_FORWARD) != 0 && (stat & CAPABLE_BACKWARD) != 0;
        out.set(MPTCP_DETECTED, stat & DETECTED);
        out.set(MPTCP_CAPABLE_FWD, (stat & CAPABLE_FORWARD) != 0 ? 1 : 0);
        out.set(MPTCP_CAPABLE_BWD, (stat & CAPABLE_BACKWARD) != 0 ? 1 : 0);
        out.set(MPTCP_OPTION_COUNT, packets);
        out.set(MPTCP_STAT, both ? stat | CAPABLE_BOTH : stat);
        out.set(IS_MPTCP, both ? 1 : 0);
    }
}
