package io.flowjay.feature.heuristic.vpn;

import io.flowjay.feature.heuristic.rule.Points;
import io.flowjay.feature.heuristic.rule.Rules;
import io.flowjay.flow.columns.PacketColumns;

/**
 * Points for packets that are nearly all as long as a link allows, as they are when a tunnel carries a transfer.
 *
 * @param minLength least IP length of such a packet in bytes
 * @param maxLength greatest IP length
 * @param aboveShare share of the flow's packets that must be more than this
 * @param minPackets packets that a flow must have to be judged
 * @param points hundredths of confidence
 * @param source where the rule is from
 */
record FullPackets(int minLength, int maxLength, double aboveShare, int minPackets, int points, String source) {
    private static final int LONGEST = 0xffff;

    FullPackets {
        Rules.range("minLength", minLength, 0, LONGEST);
        Rules.range("maxLength", maxLength, minLength, LONGEST);
        Rules.share("aboveShare", aboveShare);
        Rules.range("minPackets", minPackets, 1, Integer.MAX_VALUE);
        Rules.range("points", points, 0, Points.MOST);
        Rules.text("source", source);
    }

    boolean matches(PacketColumns packets) {
        if (packets.size() < minPackets) {
            return false;
        }
        int full = 0;
        for (int i = 0; i < packets.size(); i++) {
            int length = packets.length(i);
            full += length >= minLength && length <= maxLength ? 1 : 0;
        }
        return full > aboveShare * packets.size();
    }
}
