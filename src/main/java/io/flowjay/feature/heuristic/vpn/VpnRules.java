package io.flowjay.feature.heuristic.vpn;

import io.flowjay.feature.heuristic.rule.DetectedProtocols;
import io.flowjay.feature.heuristic.rule.FirstPayload;
import io.flowjay.feature.heuristic.rule.Points;
import io.flowjay.feature.heuristic.rule.Verdict;
import io.flowjay.flow.Flow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guesses whether a flow is a VPN's, and which. Each kind has the points of the best rule for the first message of each direction,
 * of its headers and of its port; the kind with the most points counts, of several the one whose rule comes first. Full packets
 * add to it, but are of no kind. Where a decoder detected a protocol, only headers count: the payload is known to be something
 * else.
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
        for (VpnHeader rule : headers) {
            if (rule.matches(flow)) {
                kinds.add(rule.type(), rule.points());
            }
        }
        int points = 0;
        if (!DetectedProtocols.isAny(flow)) {
            addPayload(flow, kinds);
            points = fullPackets.matches(flow.packets()) ? fullPackets.points() : 0;
        }
        return Verdict.of(kinds.mostPoints() + points, likelyFrom, kinds.kindOfMost());
    }

    /** Adds what messages and ports say. */
    private void addPayload(Flow flow, PointsByKind kinds) {
        FirstPayload ofInitiator = FirstPayload.of(flow, false);
        FirstPayload ofResponder = FirstPayload.of(flow, true);
        addMessage(flow, ofInitiator, ofResponder, kinds);
        addMessage(flow, ofResponder, ofInitiator, kinds);
        for (VpnPort rule : ports) {
            if (rule.matches(flow)) {
                kinds.add(rule.type(), rule.points());
            }
        }
    }

    private void addMessage(
            Flow flow, @Nullable FirstPayload payload, @Nullable FirstPayload other, PointsByKind kinds) {
        if (payload == null) {
            return;
        }
        PointsByKind best = new PointsByKind();
        for (MessageRule rule : messages) {
            if (rule.matches(flow, payload, other)) {
                best.raise(rule.type(), rule.points());
            }
        }
        kinds.addAll(best);
    }
}
