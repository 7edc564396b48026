package io.flowjay.feature.heuristic;

import io.flowjay.feature.heuristic.rule.Points;
import io.flowjay.feature.heuristic.rule.Rules;
import io.flowjay.flow.Flow;
import io.flowjay.flow.columns.PacketColumns;

/**
 * Points for the shape of a few questions with their answers. Lengths are those of IP packets. The first five must hold for any
 * points.
 *
 * @param maxPackets the most packets
 * @param minPacketsEachWay the least in each direction
 * @param maxDifference how many more one direction may have than the other
 * @param maxQuestionLength longest packet to the server in bytes
 * @param maxBytesToServer the most bytes to the server
 * @param maxBytesFromServer the most bytes from the server
 * @param aboveRatio bytes from the server for each one to it, more than this
 * @param belowRatio and less than this
 * @param ratioPoints for such a ratio
 * @param belowSeconds a flow that lasts less long is short
 * @param shortPoints for a short flow
 * @param maxPacketsEachWay a flow without more in a direction is small
 * @param smallPoints for a small flow
 * @param source where the numbers are from
 */
record DohShape(
        int maxPackets,
        int minPacketsEachWay,
        int maxDifference,
        int maxQuestionLength,
        int maxBytesToServer,
        int maxBytesFromServer,
        double aboveRatio,
        double belowRatio,
        int ratioPoints,
        double belowSeconds,
        int shortPoints,
        int maxPacketsEachWay,
        int smallPoints,
        String source) {

    DohShape {
        Rules.range("minPacketsEachWay", minPacketsEachWay, 1, Integer.MAX_VALUE);
        Rules.range("ratioPoints", ratioPoints, 0, Points.MOST);
        Rules.range("shortPoints", shortPoints, 0, Points.MOST);
        Rules.range("smallPoints", smallPoints, 0, Points.MOST);
        Rules.text("source", source);
    }

    /**
     * The points of a finished flow.
     *
     * @param toServer direction of its packets to the server, as in {@link PacketColumns#info}
     */
    int points(Flow flow, int toServer) {
        PacketColumns packets = flow.packets();
        if (packets.size() > maxPackets) {
            return 0;
        }
        int questions = 0;
        long questionBytes = 0;
        long bytes = 0;
        int longest = 0;
        for (int i = 0; i < packets.size(); i++) {
            int length = packets.length(i);
            bytes += length;
            if ((packets.info(i) & PacketColumns.BACKWARD) == toServer) {
                questions++;
                questionBytes += length;
                longest = Math.max(longest, length);
            }
        }
        int answers = packets.size() - questions;
        long answerBytes = bytes - questionBytes;
        boolean isShaped = Math.min(questions, answers) >= minPacketsEachWay
                && Math.abs(questions - answers) <= maxDifference
                && longest <= maxQuestionLength
                && questionBytes <= maxBytesToServer
                && answerBytes <= maxBytesFromServer;
        if (!isShaped) {
            return 0;
        }
        double ratio = (double) answerBytes / questionBytes;
        return (ratio > aboveRatio && ratio < belowRatio ? ratioPoints : 0)
                + (DohRules.seconds(flow) < belowSeconds ? shortPoints : 0)
                + (Math.max(questions, answers) <= maxPacketsEachWay ? smallPoints : 0);
    }
}
