package io.flowjay.feature.group.ip;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Direction.SRC_TO_DST;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.NumberFeature;
import io.flowjay.flow.columns.IpFields;
import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.settings.Profile;

/** Group {@code ip_extended}: fields of the IP headers (RFC 791 section 3.1, RFC 8200 section 3). */
public final class IpExtendedFeatures implements FeatureGroup {
    private static final String NAME = "ip_extended";
    private static final int CONGESTION_EXPERIENCED = 3;
    private static final int ECN = 3;

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXTENDED);
    private static final IntegerFeature TTL_FWD_MIN = F.direction(SRC_TO_DST)
            .formula("min(TTL or hop limit of fwd)")
            .int64("ip_ttl_fwd_min", "hops", "Smallest TTL or hop limit of the initiator");
    private static final IntegerFeature TTL_FWD_MAX = F.direction(SRC_TO_DST)
            .formula("max(TTL or hop limit of fwd)")
            .int64("ip_ttl_fwd_max", "hops", "Largest TTL or hop limit of the initiator");
    private static final NumberFeature TTL_FWD_MEAN = F.direction(SRC_TO_DST)
            .formula("mean(TTL or hop limit of fwd)")
            .float64("ip_ttl_fwd_mean", "hops", "Mean TTL or hop limit of the initiator");
    private static final IntegerFeature TTL_FWD_CHANGES = F.direction(SRC_TO_DST)
            .formula("count(TTL or hop limit differs from that of the fwd packet before)")
            .int64(
                    "ip_ttl_fwd_changes",
                    "count",
                    "Packets of the initiator whose TTL or hop limit differs from that of its packet ahead");
    private static final IntegerFeature TTL_BWD_MIN = F.direction(DST_TO_SRC)
            .formula("min(TTL or hop limit of bwd)")
            .int64("ip_ttl_bwd_min", "hops", "Smallest TTL or hop limit of the responder");
    private static final IntegerFeature TTL_BWD_MAX = F.direction(DST_TO_SRC)
            .formula("max(TTL or hop limit of bwd)")
            .int64("ip_ttl_bwd_max", "hops", "Largest TTL or hop limit of the responder");
    private static final NumberFeature TTL_BWD_MEAN = F.direction(DST_TO_SRC)
            .formula("mean(TTL or hop limit of bwd)")
            .float64("ip_ttl_bwd_mean", "hops", "Mean TTL or hop limit of the responder");
    private static final IntegerFeature TTL_BWD_CHANGES = F.direction(DST_TO_SRC)
            .formula("count(TTL or hop limit differs from that of the bwd packet before)")
            .int64(
                    "ip_ttl_bwd_changes",
                    "count",
                    "Packets of the responder whose TTL or hop limit differs from that of its packet ahead");
    private static final IntegerFeature TTL_FWD_INITIAL_EST = F.direction(SRC_TO_DST)
            .formula("smallest of 32, 64, 128, 255 >= TTL or hop limit of first(fwd)")
            .int64(
                    "ip_ttl_fwd_initial_est",
                    "hops",
                    "TTL that the initiator sends: the smallest of 32, 64, 128, 255 that its first packet's does not exceed");
    private static final IntegerFeature TTL_FWD_HOPS_EST = F.direction(SRC_TO_DST)
            .formula("ip_ttl_fwd_initial_est - TTL or hop limit of first(fwd)")
            .int64(
                    "ip_ttl_fwd_hops_est",
                    "hops",
                    "Routers before the capture point: the estimated TTL less the first packet's");
    private static final IntegerFeature TOS_VALUE = F.formula("min(type of service byte); 0 also for IPv6")
            .int64("ip_tos_value", "number", "Smallest type of service; 0 for IPv6");
    private static final IntegerFeature TOS_UNIQUE_COUNT = F.formula("distinct(type of service byte)")
            .int64("ip_tos_unique_count", "count", "Different types of service; 0 for IPv6");
    private static final IntegerFeature DSCP = F.formula(
                    "upper 6 bits of the type of service byte of first(fwd); 0 also for IPv6")
            .int64(
                    "ip_dscp",
                    "number",
                    "Differentiated services code point of the initiator's first packet (RFC 2474); 0 for IPv6");
    private static final IntegerFeature ECN_BITS = F.formula(
                    "lower 2 bits of the type of service byte of first(fwd); 0 also for IPv6")
            .int64("ip_ecn", "number", "ECN field of the initiator's first packet (RFC 3168); 0 for IPv6");
    private static final IntegerFeature FLAGS = F.formula(
                    "bitwise or of the flags of all packets: 1 MF, 2 DF, 4 reserved")
            .int64("ip_flags", "bitmap", "All flags seen: 1 more fragments, 2 don't fragment, 4 reserved; 0 for IPv6");
    private static final IntegerFeature DF_COUNT =
            F.formula("count(DF)").int64("ip_df_count", "count", "Packets with don't fragment; 0 for IPv6");
    private static final NumberFeature DF_RATIO =
            F.formula("share(DF)").float64("ip_df_ratio", "ratio", "Share of packets with don't fragment; 0 for IPv6");
    private static final IntegerFeature VERSION = F.formula("version field").int64("ip_version", "number", "4 or 6");
    private static final IntegerFeature ID_GAPS = F.formula(
                    "count(no DF, and 2 <= (identification - that of the last packet of its side without DF) modulo 65536 <= 32767)")
            .int64(
                    "ip_id_gaps",
                    "count",
                    "Packets that may be fragmented whose identification is 2 to 32767 more than that of the sender's last such packet (RFC 6864 section 4.1); 0 for IPv6");
    private static final IntegerFeature TTL_BWD_INITIAL_EST = F.profile(Profile.FLOWJAY)
            .direction(DST_TO_SRC)
            .formula("smallest of 32, 64, 128, 255 >= TTL or hop limit of first(bwd)")
            .int64("ip_ttl_bwd_initial_est", "hops", "TTL that the responder sends, estimated likewise");
    private static final IntegerFeature TTL_BWD_HOPS_EST = F.direction(DST_TO_SRC)
            .formula("ip_ttl_bwd_initial_est - TTL or hop limit of first(bwd)")
            .int64("ip_ttl_bwd_hops_est", "hops", "Routers between the responder and the capture, estimated likewise");
    private static final IntegerFeature CE_COUNT = F.formula(
                    "count(lower 2 bits of the type of service byte or traffic class = 3)")
            .int64("ip_ecn_ce_count", "count", "Packets marked by a congested router (RFC 3168 section 5), IPv6 too");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new IpExtendedFeatures());

    @Override
    public void compute(FlowView view, FeatureVector out) {
        PacketColumns packets = view.flow().packets();
        hopLimits(packets, out);
        out.set(VERSION, view.flow().ipVersion());
        int marked = 0;
        for (int i = 0; i < packets.size(); i++) {
            boolean isMarked = (IpFields.trafficClass(packets.ip(i)) & ECN) == CONGESTION_EXPERIENCED;
            marked += isMarked ? 1 : 0;
        }
        out.set(CE_COUNT, marked);
        if (view.flow().ipVersion() == 4) {
            ipv4(packets, out);
        }
    }

    private static void hopLimits(PacketColumns packets, FeatureVector out) {
        HopLimits forward = new HopLimits(packets, false);
        if (forward.packets > 0) {
            out.set(TTL_FWD_MIN, forward.min);
            out.set(TTL_FWD_MAX, forward.max);
            out.set(TTL_FWD_MEAN, forward.mean());
            out.set(TTL_FWD_CHANGES, forward.changes);
            out.set(TTL_FWD_INITIAL_EST, forward.initial());
            out.set(TTL_FWD_HOPS_EST, forward.hops());
        }
        HopLimits backward = new HopLimits(packets, true);
        if (backward.packets > 0) {
            out.set(TTL_BWD_MIN, backward.min);
            out.set(TTL_BWD_MAX, backward.max);
            out.set(TTL_BWD_MEAN, backward.mean());
            out.set(TTL_BWD_CHANGES, backward.changes);
            out.set(TTL_BWD_INITIAL_EST, backward.initial());
            out.set(TTL_BWD_HOPS_EST, backward.hops());
        }
    }

    private static void ipv4(PacketColumns packets, FeatureVector out) {
        Ipv4Fields fields = new Ipv4Fields(packets);
        out.set(TOS_VALUE, fields.minTos());
        out.set(TOS_UNIQUE_COUNT, fields.tosValues());
        if (fields.firstForwardTos != Ipv4Fields.NONE) {
            out.set(DSCP, fields.firstForwardTos >> 2);
            out.set(ECN_BITS, fields.firstForwardTos & ECN);
        }
        out.set(FLAGS, fields.flags);
        out.set(DF_COUNT, fields.dontFragment);
        out.set(DF_RATIO, (double) fields.dontFragment / packets.size());
        out.set(ID_GAPS, fields.identificationGaps);
    }
}
