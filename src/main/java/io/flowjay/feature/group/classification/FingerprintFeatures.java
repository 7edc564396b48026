package io.flowjay.feature.group.classification;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlagFeature;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.NumberFeature;
import io.flowjay.feature.TextFeature;
import io.flowjay.feature.heuristic.Heuristics;
import io.flowjay.feature.heuristic.rule.DetectedProtocols;
import io.flowjay.feature.heuristic.rule.FirstPayload;
import io.flowjay.feature.heuristic.rule.Verdict;
import io.flowjay.flow.Flow;
import io.flowjay.protocol.Protocol;
import io.flowjay.settings.Profile;
import java.util.Set;

/** Group {@code fingerprint}: guesses about what a flow is, by rules that are data. */
public final class FingerprintFeatures implements FeatureGroup {
    static final String NAME = "fingerprint";

    private static final String HEURISTIC = ", by heuristics";

    private static final FeatureList F = new FeatureList(NAME, Profile.JJ_EXPERIMENTAL);
    private static final TextFeature TRAFFIC_TYPE = F.formula(
                    "vpn:vpn_type (vpn if that is empty) if likely_vpn; else tor if likely_tor; else doh if likely_doh; else encrypted if TLS, DTLS, QUIC or SSH was found; else unknown")
            .string(
                    "traffic_type",
                    "What the flow likely is" + HEURISTIC
                            + ": the first of vpn:TYPE (vpn without a type), tor, doh, encrypted (TLS, DTLS, QUIC or SSH decoded), else unknown");
    private static final FlagFeature LIKELY_VPN = F.formula(
                    "points by vpn.json >= its likelyFrom; no points where another protocol was detected")
            .bool("likely_vpn", "Whether the flow likely is a VPN's" + HEURISTIC);
    private static final NumberFeature VPN_CONFIDENCE = F.formula("min(1, points by vpn.json / 100)")
            .float64("vpn_confidence", "ratio", "Confidence that the flow is a VPN's, 0 to 1" + HEURISTIC);
    private static final TextFeature VPN_TYPE = F.formula(
                    "type with the most points by vpn.json; of several, the one whose rule comes first; empty without points")
            .string(
                    "vpn_type",
                    "Kind of VPN with the most points, also when it is not likely: wireguard, openvpn, ipsec-ike, ipsec-esp, ipsec-ah, l2tp"
                            + " or what other rules name");
    private static final FlagFeature LIKELY_TOR = F.formula("points by tor.json >= its likelyFrom")
            .bool("likely_tor", "Whether the flow likely is between a Tor client and a relay" + HEURISTIC);
    private static final NumberFeature TOR_CONFIDENCE = F.formula("min(1, points by tor.json / 100)")
            .float64("tor_confidence", "ratio", "Confidence that the flow is Tor's, 0 to 1" + HEURISTIC);
    private static final FlagFeature LIKELY_DOH = F.formula("points by doh.json >= its likelyFrom")
            .bool("likely_doh", "Whether the flow likely is DNS over HTTPS" + HEURISTIC);
    private static final NumberFeature DOH_CONFIDENCE = F.formula("min(1, points by doh.json / 100)")
            .float64("doh_confidence", "ratio", "Confidence that the flow is DNS over HTTPS, 0 to 1" + HEURISTIC);

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(
            F.features(),
            FingerprintFeatures::new,
            Set.of(Protocol.TLS, Protocol.QUIC, Protocol.SSH, Protocol.DNS, Protocol.HTTP2, Protocol.HTTP1),
            settings -> FirstPayload.BYTES);

    private final Heuristics rules;

    private FingerprintFeatures(FeatureSettings settings) {
        rules = settings.heuristics();
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        Flow flow = view.flow();
        Verdict vpn = rules.vpn().judge(flow);
        Verdict tor = rules.tor().judge(flow);
        Verdict doh = rules.doh().judge(flow);
        out.set(LIKELY_VPN, vpn.isLikely());
        out.set(VPN_CONFIDENCE, vpn.confidence());
        out.set(VPN_TYPE, vpn.type());
        out.set(LIKELY_TOR, tor.isLikely());
        out.set(TOR_CONFIDENCE, tor.confidence());
        out.set(LIKELY_DOH, doh.isLikely());
        out.set(DOH_CONFIDENCE, doh.confidence());
        out.set(TRAFFIC_TYPE, type(vpn, tor, doh, DetectedProtocols.isEncrypted(flow)));
    }

    /** A VPN comes first: what tells it is mostly the header of a message, while Tor is told by sizes. */
    private static String type(Verdict vpn, Verdict tor, Verdict doh, boolean isEncrypted) {
        if (vpn.isLikely()) {
            return vpn.type().isEmpty() ? "vpn" : "vpn:" + vpn.type();
        }
        if (tor.isLikely()) {
            return "tor";
        }
        if (doh.isLikely()) {
            return "doh";
        }
        return isEncrypted ? "encrypted" : "unknown";
    }
}
