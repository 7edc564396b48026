package io.flowjay.feature.heuristic.vpn;

import io.flowjay.feature.heuristic.rule.FirstPayload;
import io.flowjay.feature.heuristic.rule.Points;
import io.flowjay.feature.heuristic.rule.Verdict;
import io.flowjay.flow.Flow;
import java.util.List;
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

    /** Judges a finished flow. */
    public Verdict judge(Flow flow) {
        PointsByKind kinds = new PointsByKind();
        addMessage(flow, FirstPayload.of(flow, false), kinds);
        addMessage(flow, FirstPayload.of(flow, true), kinds);
        for (VpnHeader rule : headers) {
            if (rule.matches(flow)) {
                kinds.add(rule.type(), rule.points());
            }
        }
        for (VpnPort rule : ports) {
            if (rule.matches(flow)) {
                kinds.add(rule.type(), rule.points());
            }
        }
        int points = kinds.mostPoints() + (fullPackets.matches(flow.packets()) ? fullPackets.points() : 0);
        return Verdict.of(points, likelyFrom, kinds.kindOfMost());
    }

    private void addMessage(Flow flow, @Nullable FirstPayload payload, PointsByKind kinds) {
        if (payload == null) {
            return;
        }
        PointsByKind best = new PointsByKind();
        for (MessageRule rule : messages) {
            if (rule.matches(flow, payload)) {
                best.raise(rule.type(), rule.points());
            }
        }
        kinds.addAll(best);
    }
}
