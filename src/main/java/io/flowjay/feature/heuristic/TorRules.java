package io.flowjay.feature.heuristic;

import io.flowjay.feature.heuristic.rule.DetectedProtocols;
import io.flowjay.feature.heuristic.rule.Points;
import io.flowjay.feature.heuristic.rule.Ports;
import io.flowjay.feature.heuristic.rule.Rules;
import io.flowjay.feature.heuristic.rule.Verdict;
import io.flowjay.flow.Flow;
import java.util.List;

/**
 * Guesses whether a flow is one between a Tor client and a relay, or between relays: TLS over TCP that carries cells of one size.
 *
 * @param likelyFrom points from which on a flow likely is Tor's
 * @param minPackets packets with payload that a flow must have for its sizes to be judged
 * @param cellSizes sizes of TLS records that hold a cell
 * @param cells points for payloads that are whole cells
 * @param uniformSizes points for payloads of nearly one size
 * @param ports points for ports
 * @param ja3 points for TLS clients
 */
public record TorRules(
        Points likelyFrom,
        MinPackets minPackets,
        List<CellSize> cellSizes,
        Cells cells,
        UniformSizes uniformSizes,
        List<TorPort> ports,
        List<Ja3> ja3) {

    public TorRules {
        cellSizes = List.copyOf(cellSizes);
        ports = List.copyOf(ports);
        ja3 = List.copyOf(ja3);
    }

    /**
     * The smallest number of packets to judge.
     *
     * @param packets how many, included
     * @param source where the number is from
     */
    record MinPackets(int packets, String source) {
        MinPackets {
            Rules.range("packets", packets, 1, Integer.MAX_VALUE);
            Rules.text("source", source);
        }
    }

    /**
     * Points for payloads that are whole cells.
     *
     * @param aboveShare share of the packets with payload that must be more than this
     * @param points hundredths of confidence
     * @param source where the numbers are from
     */
    record Cells(double aboveShare, int points, String source) {
        Cells {
            Rules.share("aboveShare", aboveShare);
            Rules.range("points", points, 0, Points.MOST);
            Rules.text("source", source);
        }
    }

    /**
     * Points for payloads of nearly one size.
     *
     * @param belowVariation their coefficient of variation must be less than this
     * @param points hundredths of confidence
     * @param source where the numbers are from
     */
    record UniformSizes(double belowVariation, int points, String source) {
        UniformSizes {
            Rules.check(belowVariation >= 0, "belowVariation must be 0 or more, but is " + belowVariation);
            Rules.range("points", points, 0, Points.MOST);
            Rules.text("source", source);
        }
    }

    /**
     * Points for a TLS client.
     *
     * @param ja3 its JA3 fingerprint
     * @param points hundredths of confidence
     * @param source where the rule is from
     */
    record Ja3(String ja3, int points, String source) {
        Ja3 {
            Rules.check(ja3.matches("[0-9a-f]{32}"), "\"" + ja3 + "\" must be 32 hexadecimal digits in lower case");
            Rules.range("points", points, 0, Points.MOST);
            Rules.text("source", source);
        }
    }

    /** Judges a finished flow; only one over TCP can be Tor's. */
    public Verdict judge(Flow flow) {
        if (!flow.isTcp()) {
            return Verdict.NONE;
        }
        int points = points(sizes(flow)) + client(flow);
        for (TorPort rule : ports) {
            if (Ports.has(flow, rule.port())) {
                points += rule.points();
                break;
            }
        }
        return Verdict.of(points, likelyFrom);
    }

    private int client(Flow flow) {
        String fingerprint = ja3.isEmpty() ? "" : DetectedProtocols.ja3(flow);
        int points = 0;
        for (Ja3 rule : ja3) {
            points += rule.ja3.equals(fingerprint) ? rule.points : 0;
        }
        return points;
    }

    /** The sizes of a finished flow's payloads. */
    public TorSizes sizes(Flow flow) {
        return TorSizes.of(flow, cellSizes);
    }

    /** Whether the sizes are those of Tor: enough payloads, nearly all of one size, which is whole cells. */
    public boolean isLike(TorSizes sizes) {
        return isEnough(sizes) && isCells(sizes) && isUniform(sizes);
    }

    private int points(TorSizes sizes) {
        if (!isEnough(sizes)) {
            return 0;
        }
        return (isCells(sizes) ? cells.points : 0) + (isUniform(sizes) ? uniformSizes.points : 0);
    }

    /** Whether there are at least {@code minPackets} payloads. */
    private boolean isEnough(TorSizes sizes) {
        return sizes.payloads() >= minPackets.packets;
    }

    /** Whether the share of whole cells is above {@code aboveShare}; a share equal to it is not. */
    private boolean isCells(TorSizes sizes) {
        return sizes.cellShare() > cells.aboveShare;
    }

    /** Whether the coefficient of variation is below {@code belowVariation}; one equal to it is not. */
    private boolean isUniform(TorSizes sizes) {
        return sizes.variation() < uniformSizes.belowVariation;
    }
}
