package io.flowjay.feature.heuristic;

import io.flowjay.feature.heuristic.rule.Points;
import io.flowjay.feature.heuristic.rule.Ports;
import io.flowjay.feature.heuristic.rule.Rules;

/**
 * Points for a TCP port.
 *
 * @param port the port, at either end
 * @param points hundredths of confidence
 * @param source where the rule is from
 */
record TorPort(int port, int points, String source) {
    TorPort {
        Rules.range("port", port, 1, Ports.MOST);
        Rules.range("points", points, 0, Points.MOST);
        Rules.text("source", source);
    }
}
