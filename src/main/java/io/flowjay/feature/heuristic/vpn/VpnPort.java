package io.flowjay.feature.heuristic.vpn;

import io.flowjay.feature.heuristic.rule.Points;
import io.flowjay.feature.heuristic.rule.Ports;
import io.flowjay.feature.heuristic.rule.RuleTransport;
import io.flowjay.feature.heuristic.rule.Rules;
import io.flowjay.flow.Flow;

/**
 * Points for a port.
 *
 * @param port the port, at either end
 * @param transport whose port it is
 * @param type kind of VPN
 * @param points hundredths of confidence
 * @param source where the rule is from
 */
record VpnPort(int port, RuleTransport transport, String type, int points, String source) {
    VpnPort {
        Rules.range("port", port, 1, Ports.MOST);
        Rules.text("type", type);
        Rules.range("points", points, 0, Points.MOST);
        Rules.text("source", source);
    }

    boolean matches(Flow flow) {
        return transport.carries(flow) && Ports.has(flow, port);
    }
}
