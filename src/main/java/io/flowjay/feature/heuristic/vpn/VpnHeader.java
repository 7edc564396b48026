package io.flowjay.feature.heuristic.vpn;

import io.flowjay.feature.heuristic.rule.Points;
import io.flowjay.feature.heuristic.rule.Rules;
import io.flowjay.flow.Flow;

/**
 * Points for a header of the flow's first packet.
 *
 * @param header its name in {@code hdr_desc}
 * @param type kind of VPN
 * @param points hundredths of confidence
 * @param source where the rule is from
 */
record VpnHeader(String header, String type, int points, String source) {
    private static final String BETWEEN = "-";

    VpnHeader {
        Rules.text("header", header);
        Rules.text("type", type);
        Rules.range("points", points, 0, Points.MOST);
        Rules.text("source", source);
    }

    boolean matches(Flow flow) {
        String headers = flow.headers().description();
        return headers.contains(header) && (BETWEEN + headers + BETWEEN).contains(BETWEEN + header + BETWEEN);
    }
}
