package io.flowjay.feature.heuristic;

import io.flowjay.flow.Flow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Guesses whether a flow is a VPN's, and which. Each kind has the points of the best rule for the first message of each direction,
 * of its headers and of its port; the kind with the most points counts, of several the one whose rule comes first. Full packets
 * add to it, but are of no kind.
 *
 * @param likelyFrom points from which on a flow likely is a VPN's
 * @param messages rules for the first message of a direction
 * @param headers rules for headers of the first packet
 * @param ports rules for ports
 * @param fullPackets the rule for packets as long as a link allows
 */
public record VpnRules(
        Points likelyFrom,
        List<MessageRule> messages,
        List<VpnHeader> headers,
        List<VpnPort> ports,
        FullPackets fullPackets) {
    public VpnRules {
        messages = List.copyOf(messages);
        headers = List.copyOf(headers);
        ports = List.copyOf(ports);
    }

    /**
     * What the rules say.
     *
     * @param points hundredths of confidence, 100 at most
     * @param isLikely whether they are enough
     * @param type the kind of VPN with the most points, also when they are not enough; empty when no rule for one matches
     */
    public record Verdict(int points, boolean isLikely, String type) {}

    /** Judges a finished flow. */
    public Verdict judge(Flow flow) {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        addMessage(flow, FirstPayload.of(flow, false), kinds);
        addMessage(flow, FirstPayload.of(flow, true), kinds);
        for (VpnHeader rule : headers) {
            if (rule.matches(flow)) {
                kinds.merge(rule.type(), rule.points(), Integer::sum);
            }
        }
        for (VpnPort rule : ports) {
            if (rule.matches(flow)) {
                kinds.merge(rule.type(), rule.points(), Integer::sum);
            }
        }
        String type = "";
        int points = 0;
        for (Map.Entry<String, Integer> kind : kinds.entrySet()) {
            if (kind.getValue() > points) {
                type = kind.getKey();
                points = kind.getValue();
            }
        }
        points += fullPackets.matches(flow.packets()) ? fullPackets.points() : 0;
        return new Verdict(Math.min(points, Points.MOST), points >= likelyFrom.points(), type);
    }

    private void addMessage(Flow flow, @Nullable FirstPayload payload, Map<String, Integer> kinds) {
        if (payload == null) {
            return;
        }
        Map<String, Integer> best = new LinkedHashMap<>();
        for (MessageRule rule : messages) {
            if (rule.matches(flow, payload)) {
                best.merge(rule.type(), rule.points(), Math::max);
            }
        }
        best.forEach((type, points) -> kinds.merge(type, points, Integer::sum));
    }
}
