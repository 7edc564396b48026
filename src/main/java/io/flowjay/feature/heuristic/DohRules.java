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
import java.util.Locale;

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
public record DohRules(Points likelyFrom, List<Port> ports, List<Provider> providers, Named named, DohShape shape) {

    public DohRules {
        ports = List.copyOf(ports);
        providers = List.copyOf(providers);
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
     * A server.
     *
     * @param name its host name, which stands for those below it too
     * @param source where it is from
     */
    record Provider(String name, String source) {
        Provider {
            Rules.check(name.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+"), "\"" + name + "\" is no host name in lower case");
            Rules.text("source", source);
        }

        boolean matches(String host) {
            return host.equals(name) || host.endsWith("." + name);
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

    /** Judges a finished flow. */
    public Verdict judge(Flow flow) {
        boolean isHttps = (flow.isTcp() || flow.protocol() == IpProtocol.UDP)
                && (isServer(flow.responderPort()) || isServer(flow.initiatorPort()));
        if (!isHttps) {
            return Verdict.NONE;
        }
        if (isProvider(DetectedProtocols.serverName(flow).toLowerCase(Locale.ROOT))) {
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

    private boolean isProvider(String host) {
        for (Provider provider : providers) {
            if (provider.matches(host)) {
                return true;
            }
        }
        return false;
    }

    static double seconds(Flow flow) {
        return (flow.endNanos() - flow.startNanos()) / 1e9;
    }
}
