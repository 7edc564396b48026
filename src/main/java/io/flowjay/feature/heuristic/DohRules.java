package io.flowjay.feature.heuristic;

import io.flowjay.feature.heuristic.rule.DetectedProtocols;
import io.flowjay.feature.heuristic.rule.Points;
import io.flowjay.feature.heuristic.rule.Ports;
import io.flowjay.feature.heuristic.rule.Rules;
import io.flowjay.feature.heuristic.rule.Verdict;
import io.flowjay.flow.Flow;
import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.IpProtocol;
import java.util.List;

/**
 * Guesses whether a flow is DNS over HTTPS (RFC 8484), over TCP or QUIC: by the server's name, or by the flow's shape, which many a
 * short exchange over HTTPS has as well.
 *
 * @param likelyFrom points from which on a flow likely is DNS over HTTPS
 * @param ports the ports asked for
 * @param providers servers by name
 * @param named points for a flow to one of these
 * @param shape points for a flow to any other
 */
public record DohRules(Points likelyFrom, List<Port> ports, DohProviders providers, Named named, DohShape shape) {

    public DohRules {
        ports = List.copyOf(ports);
    }

    /**
     * A port.
     *
     * @param port the port
     * @param source where it is from
     */
    record Port(int port, String source) {
        Port {
            Rules.range("port", port, 1, Ports.MOST);
            Rules.text("source", source);
        }
    }

    /**
     * Points for a flow to a known server.
     *
     * @param points hundredths of confidence
     * @param belowSeconds a flow that lasts less long is short
     * @param shortPoints for a short flow
     * @param belowPackets a flow of less packets is small
     * @param smallPoints for a small flow
     * @param source where they are from
     */
    record Named(int points, double belowSeconds, int shortPoints, int belowPackets, int smallPoints, String source) {
        Named {
            Rules.range("points", points, 0, Points.MOST);
            Rules.range("shortPoints", shortPoints, 0, Points.MOST);
            Rules.range("smallPoints", smallPoints, 0, Points.MOST);
            Rules.text("source", source);
        }

        int of(Flow flow) {
            return points
                    + (seconds(flow) < belowSeconds ? shortPoints : 0)
                    + (flow.packets().size() < belowPackets ? smallPoints : 0);
        }
    }

    /** Judges a finished flow. One that was detected as a protocol in the clear is not HTTPS. */
    public Verdict judge(Flow flow) {
        boolean isHttps = (flow.isTcp() || flow.protocol() == IpProtocol.UDP)
                && !DetectedProtocols.isInTheClear(flow)
                && (isServer(flow.responderPort()) || isServer(flow.initiatorPort()));
        if (!isHttps) {
            return Verdict.NONE;
        }
        if (providers.has(DetectedProtocols.serverName(flow))) {
            return Verdict.of(named.of(flow), likelyFrom);
        }
        int points = flow.isTcp() ? shape.points(flow, isServer(flow.responderPort()) ? 0 : PacketColumns.BACKWARD) : 0;
        return Verdict.of(points, likelyFrom);
    }

    private boolean isServer(int port) {
        for (Port rule : ports) {
            if (rule.port == port) {
                return true;
            }
        }
        return false;
    }

    static double seconds(Flow flow) {
        return (flow.endNanos() - flow.startNanos()) / 1e9;
    }
}
