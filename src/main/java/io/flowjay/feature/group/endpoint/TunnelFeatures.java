package io.flowjay.feature.group.endpoint;

import static io.flowjay.feature.Privacy.HIGH;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.TextFeature;
import io.flowjay.flow.OuterTunnel;
import io.flowjay.settings.Profile;

/** The tunnel that a flow was found in, beside {@code flow_meta}'s own features. */
public final class TunnelFeatures implements FeatureGroup {
    private static final FeatureList F = new FeatureList(FlowMetaFeatures.NAME, Profile.FLOWJAY);
    private static final TextFeature TYPE = F.formula("kind of the outermost tunnel of first(packets)")
            .string("tunnel_type", "Kind of the outermost tunnel around the first packet; empty outside tunnels");
    private static final IntegerFeature DEPTH = F.formula("count(tunnels of first(packets)); 0 outside tunnels")
            .int64("tunnel_depth", "count", "Tunnels inside one another around the first packet");
    private static final TextFeature SRC_IP = F.privacy(HIGH)
            .formula(
                    "source of the IP header outside the tunnel in first(packets); its destination if that packet is bwd")
            .string("tunnel_src_ip", "Address of the outermost tunnel's end on the initiator's side");
    private static final TextFeature DST_IP = F.privacy(HIGH)
            .formula(
                    "destination of the IP header outside the tunnel in first(packets); its source if that packet is bwd")
            .string("tunnel_dst_ip", "Address of the outermost tunnel's end on the responder's side");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(F.features(), settings -> new TunnelFeatures());

    @Override
    public boolean applies(FlowView view) {
        return view.flow().outerTunnel() != null;
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        OuterTunnel outer = view.flow().outerTunnel();
        if (outer == null) {
            return;
        }
        out.set(TYPE, outer.tunnel().text());
        out.set(DEPTH, outer.depth());
        out.set(SRC_IP, view.ids().address(outer.initiatorAddress()));
        out.set(DST_IP, view.ids().address(outer.responderAddress()));
    }
}
