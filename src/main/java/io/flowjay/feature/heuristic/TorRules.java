package io.flowjay.feature.heuristic;

import io.flowjay.flow.Flow;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
     * A least number of packets.
     *
     * @param packets how many
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

    /**
     * What the rules say.
     *
     * @param points hundredths of confidence, 100 at most
     * @param isLikely whether they are enough
     */
    public record Verdict(int points, boolean isLikely) {
        private static final Verdict NONE = new Verdict(0, false);
    }

    /**
     * Judges a finished flow; only one over TCP can be Tor's.
     *
     * @param client the JA3 fingerprint of its TLS client, null when there is none
     */
    public Verdict judge(Flow flow, @Nullable String client) {
        if (!flow.isTcp()) {
            return Verdict.NONE;
        }
        int points = points(sizes(flow));
        for (TorPort rule : ports) {
            if (Ports.has(flow, rule.port())) {
                points += rule.points();
                break;
            }
        }
        for (Ja3 rule : ja3) {
            points += rule.ja3.equals(client) ? rule.points : 0;
        }
        return new Verdict(Math.min(points, Points.MOST), points >= likelyFrom.points());
    }

    /** The sizes of a finished flow's payloads. */
    public TorSizes sizes(Flow flow) {
        return TorSizes.of(flow, cellSizes);
    }

    /** Whether the sizes are those of Tor: enough payloads, nearly all of one size, which is whole cells. */
    public boolean isLike(TorSizes sizes) {
        return sizes.payloads() >= minPackets.packets
                && sizes.cellShare() >= cells.aboveShare
                && sizes.variation() < uniformSizes.belowVariation;
    }

    private int points(TorSizes sizes) {
        if (sizes.payloads() < minPackets.packets) {
            return 0;
        }
        return (sizes.cellShare() > cells.aboveShare ? cells.points : 0)
                + (sizes.variation() < uniformSizes.belowVariation ? uniformSizes.points : 0);
    }
}
