package io.flowjay.feature.group.ip;

import static io.flowjay.feature.Direction.DST_TO_SRC;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.NumberFeature;
import io.flowjay.flow.Ipv6Extensions;
import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.settings.Profile;

/** Group {@code ipv6_options}: fields of the IPv6 header and its extension headers (RFC 8200, RFC 6437). */
public final class Ipv6OptionsFeatures implements FeatureGroup {
    private static final String NAME = "ipv6_options";
    private static final int ECN = 3;

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXPERIMENTAL);
    private static final IntegerFeature IPV6_PACKET_COUNT =
            F.formula("count(packets) of IPv6").int64("ipv6_packet_count", "count", "Packets of IPv6");
    private static final IntegerFeature IPV4_PACKET_COUNT =
            F.formula("count(packets) of IPv4").int64("ipv4_packet_count", "count", "Packets of IPv4");
    private static final IntegerFeature FLOW_LABEL = F.formula("flow label of first(fwd)")
            .int64(
                    "ipv6_flow_label",
                    "number",
                    "Flow label of the initiator's first packet (RFC 6437); 0 also for IPv4");
    private static final IntegerFeature FLOW_LABEL_UNIQUE_COUNT = F.formula(
                    "distinct(flow label), 0 included as a label")
            .int64(
                    "ipv6_flow_label_unique_count",
                    "count",
                    "Different flow labels; usually each direction has its own");
    private static final IntegerFeature FLOW_LABEL_CHANGES = F.formula(
                    "count(flow label differs from that of the packet of the same side before)")
            .int64(
                    "ipv6_flow_label_changes",
                    "count",
                    "Packets whose flow label differs from that of the sender's packet ahead; usually 0");
    private static final IntegerFeature TRAFFIC_CLASS = F.formula("traffic class of first(fwd)")
            .int64("ipv6_traffic_class", "number", "Traffic class of the initiator's first packet; 0 also for IPv4");
    private static final IntegerFeature TRAFFIC_CLASS_UNIQUE_COUNT = F.formula("distinct(traffic class)")
            .int64("ipv6_traffic_class_unique_count", "count", "Different traffic classes");
    private static final IntegerFeature DSCP = F.formula("upper 6 bits of ipv6_traffic_class")
            .int64(
                    "ipv6_dscp",
                    "number",
                    "Differentiated services code point of the initiator's first packet (RFC 2474); 0 also for IPv4");
    private static final IntegerFeature ECN_BITS = F.formula("lower 2 bits of ipv6_traffic_class")
            .int64("ipv6_ecn", "number", "ECN field of the initiator's first packet (RFC 3168); 0 also for IPv4");
    private static final NumberFeature RATIO = F.formula("share(IPv6): a flow is of one version")
            .float64("ipv6_ratio", "ratio", "Share of packets of IPv6: 1 or 0");
    private static final IntegerFeature IS_IPV6_ONLY =
            F.twin("ipv6_ratio").int64("is_ipv6_only", "flag", "1 for a flow of IPv6, else 0");
    private static final IntegerFeature FLOW_LABEL_BWD = F.profile(Profile.FLOWJAY)
            .direction(DST_TO_SRC)
            .formula("flow label of first(bwd)")
            .int64("ipv6_flow_label_bwd", "number", "Flow label of the responder's first packet; 0 also for IPv4");
    private static final IntegerFeature HOP_BY_HOP_COUNT = F.formula("count(next header 0)")
            .int64("ipv6_hop_by_hop_count", "count", "Packets with a hop-by-hop options header (RFC 8200)");
    private static final IntegerFeature ROUTING_COUNT = F.formula("count(next header 43)")
            .int64("ipv6_routing_count", "count", "Packets with a routing header (RFC 8200)");
    private static final IntegerFeature FRAGMENT_COUNT = F.formula("count(next header 44)")
            .int64(
                    "ipv6_fragment_count",
                    "count",
                    "Packets with a fragment header (RFC 8200), atomic ones too (RFC 6946)");
    private static final IntegerFeature DESTINATION_OPTIONS_COUNT = F.formula("count(next header 60)")
            .int64("ipv6_destination_options_count", "count", "Packets with a destination options header (RFC 8200)");
    private static final IntegerFeature AUTHENTICATION_COUNT = F.formula("count(next header 51)")
            .int64("ipv6_authentication_count", "count", "IPv6 packets with an authentication header (RFC 4302)");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new Ipv6OptionsFeatures());

    @Override
    public void compute(FlowView view, FeatureVector out) {
        PacketColumns packets = view.flow().packets();
        if (view.flow().ipVersion() == 4) {
            out.set(IPV4_PACKET_COUNT, packets.size());
            return;
        }
        out.set(IPV6_PACKET_COUNT, packets.size());
        out.set(RATIO, 1);
        out.set(IS_IPV6_ONLY, 1);
        headers(new Ipv6Fields(packets), out);
        Ipv6Extensions extensions = view.flow().ipv6Extensions();
        if (extensions != null) {
            out.set(HOP_BY_HOP_COUNT, extensions.hopByHop());
            out.set(ROUTING_COUNT, extensions.routing());
            out.set(FRAGMENT_COUNT, extensions.fragment());
            out.set(DESTINATION_OPTIONS_COUNT, extensions.destinationOptions());
            out.set(AUTHENTICATION_COUNT, extensions.authentication());
        }
    }

    private static void headers(Ipv6Fields fields, FeatureVector out) {
        if (fields.firstForwardLabel != Ipv6Fields.NONE) {
            out.set(FLOW_LABEL, fields.firstForwardLabel);
            out.set(TRAFFIC_CLASS, fields.firstForwardClass);
            out.set(DSCP, fields.firstForwardClass >> 2);
            out.set(ECN_BITS, fields.firstForwardClass & ECN);
        }
        if (fields.firstBackwardLabel != Ipv6Fields.NONE) {
            out.set(FLOW_LABEL_BWD, fields.firstBackwardLabel);
        }
        out.set(FLOW_LABEL_UNIQUE_COUNT, fields.labels());
        out.set(FLOW_LABEL_CHANGES, fields.labelChanges);
        out.set(TRAFFIC_CLASS_UNIQUE_COUNT, fields.classes());
    }
}
