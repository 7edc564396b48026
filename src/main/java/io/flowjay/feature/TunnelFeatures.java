package io.flowjay.feature;

import static io.flowjay.feature.Privacy.HIGH;

import io.flowjay.flow.OuterTunnel;
import io.flowjay.settings.Profile;
import java.util.List;

/** The tunnel that a flow was found in, beside {@code flow_meta}'s own features. */
final class TunnelFeatures implements FeatureGroup {
    private static final FeatureList F = new FeatureList(FlowMetaFeatures.NAME, Profile.FLOWJAY);
    private static final int TYPE =
            F.string("tunnel_type", "Kind of the outermost tunnel around the first packet; empty outside tunnels");
    private static final int DEPTH =
            F.int64("tunnel_depth", "count", "Tunnels inside one another around the first packet");
    private static final int SRC_IP =
            F.privacy(HIGH).string("tunnel_src_ip", "Address of the outermost tunnel's end on the initiator's side");
    private static final int DST_IP =
            F.privacy(HIGH).string("tunnel_dst_ip", "Address of the outermost tunnel's end on the responder's side");

    static final List<Feature> FEATURES = F.features();

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
        out.setObject(TYPE, outer.tunnel().text());
        out.setLong(DEPTH, outer.depth());
        out.setObject(SRC_IP, view.ids().address(outer.initiatorAddress()));
        out.setObject(DST_IP, view.ids().address(outer.responderAddress()));
    }
}
