package io.flowjay.feature.heuristic;

import io.flowjay.feature.heuristic.rule.DetectedProtocols;
import io.flowjay.feature.heuristic.rule.Points;
import io.flowjay.feature.heuristic.rule.Ports;
import io.flowjay.feature.heuristic.rule.Rules;
import io.flowjay.feature.heuristic.rule.Verdict;
import io.flowjay.flow.Flow;
import io.flowjay.protocol.tls.ApplicationRecords;
import io.flowjay.protocol.tls.Certificate;
import io.flowjay.protocol.tls.CertificateChain;
import io.flowjay.protocol.tls.ClientHello;
import io.flowjay.protocol.tls.DistinguishedName;
import io.flowjay.protocol.tls.TlsConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guesses whether a flow is one between a Tor client and a relay, or between relays: TLS over TCP with random names and records that
 * hold cells of one size. A client that offers protocols (ALPN) or asks for a name of another form, and a server whose certificate
 * has another form, is not Tor's.
 *
 * @param likelyFrom points from which on a flow likely is Tor's
 * @param serverNames points for names that the client asks for
 * @param certificate points for a certificate of a relay's form
 * @param recordSizes sizes of TLS records that hold cells
 * @param records points for records that hold cells
 * @param minPackets packets with payload that a flow must have for its payloads to be judged
 * @param cellSizes sizes of TLS records that hold a cell, with their header
 * @param cells what share of the payloads must be whole cells
 * @param uniformSizes how uniform payloads must be
 * @param ports points for ports
 * @param ja3 points for TLS clients
 */
public record TorRules(
        Points likelyFrom,
        List<ServerName> serverNames,
        Points certificate,
        List<RecordSize> recordSizes,
        Records records,
        MinPackets minPackets,
        List<CellSize> cellSizes,
        Cells cells,
        UniformSizes uniformSizes,
        List<TorPort> ports,
        List<Ja3> ja3) {

    public TorRules {
        serverNames = List.copyOf(serverNames);
        recordSizes = List.copyOf(recordSizes);
        cellSizes = List.copyOf(cellSizes);
        ports = List.copyOf(ports);
        ja3 = List.copyOf(ja3);
    }

    /**
     * Points for a random name that a client asks for; of several entries the one with the most points counts.
     *
     * @param fromBits how random it must be at least: logarithm to base 2 of how much more likely it is as a random name
     * @param points hundredths of confidence
     * @param source where the rule is from
     */
    record ServerName(double fromBits, int points, String source) {
        ServerName {
            Rules.range("points", points, 0, Points.MOST);
            Rules.text("source", source);
        }
    }

    /**
     * Points for records that hold cells.
     *
     * @param aboveShare share of the records with application data of both directions that must be more than this
     * @param min how many must hold cells at least
     * @param points hundredths of confidence
     * @param source where the numbers are from
     */
    record Records(double aboveShare, int min, int points, String source) {
        Records {
            Rules.share("aboveShare", aboveShare);
            Rules.range("min", min, 1, 2 * ApplicationRecords.MAX_RECORDS);
            Rules.range("points", points, 0, Points.MOST);
            Rules.text("source", source);
        }
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
     * Payloads that are whole cells.
     *
     * @param aboveShare share of the packets with payload that must be more than this
     * @param source where the numbers are from
     */
    record Cells(double aboveShare, String source) {
        Cells {
            Rules.share("aboveShare", aboveShare);
            Rules.text("source", source);
        }
    }

    /**
     * Payloads of nearly one size.
     *
     * @param belowVariation their coefficient of variation must be less than this
     * @param source where the numbers are from
     */
    record UniformSizes(double belowVariation, String source) {
        UniformSizes {
            Rules.check(belowVariation >= 0, "belowVariation must be 0 or more, but is " + belowVariation);
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

    /** Judges a finished flow; only TLS over TCP can be Tor's. */
    public Verdict judge(Flow flow) {
        TlsConnection tls = DetectedProtocols.tls(flow);
        if (tls == null || isContradicted(tls)) {
            return Verdict.NONE;
        }
        int points = nameOf(tls) + certificateOf(tls) + recordsOf(tls) + clientOf(tls);
        for (TorPort rule : ports) {
            if (Ports.has(flow, rule.port())) {
                points += rule.points();
                break;
            }
        }
        return Verdict.of(points, likelyFrom);
    }

    private static boolean isContradicted(TlsConnection tls) {
        String name = tls.serverName();
        Certificate certificate = leaf(tls);
        return !tls.alpn().isEmpty()
                || (!name.isEmpty() && !TorName.isServerName(name))
                || (certificate != null && !certificate.malformed() && !isRelays(certificate));
    }

    private static @Nullable Certificate leaf(TlsConnection tls) {
        CertificateChain chain = tls.certificates();
        return chain == null ? null : chain.leaf();
    }

    /** Whether a certificate has the form of a relay's: two random names, and no organization. */
    private static boolean isRelays(Certificate certificate) {
        DistinguishedName subject = certificate.subject();
        DistinguishedName issuer = certificate.issuer();
        return TorName.isSubject(subject.commonName())
                && TorName.isIssuer(issuer.commonName())
                && !subject.commonName().equals(issuer.commonName())
                && subject.organization().isEmpty()
                && issuer.organization().isEmpty();
    }

    private int nameOf(TlsConnection tls) {
        String name = tls.serverName();
        int most = 0;
        if (!name.isEmpty()) {
            double bits = TorName.randomBits(name);
            for (ServerName rule : serverNames) {
                most = bits >= rule.fromBits ? Math.max(most, rule.points) : most;
            }
        }
        return most;
    }

    private int certificateOf(TlsConnection tls) {
        Certificate leaf = leaf(tls);
        return leaf != null && isRelays(leaf) ? certificate.points() : 0;
    }

    private int recordsOf(TlsConnection tls) {
        ApplicationRecords ofClient = tls.clientRecords();
        ApplicationRecords ofServer = tls.serverRecords();
        int all = (ofClient == null ? 0 : ofClient.count()) + (ofServer == null ? 0 : ofServer.count());
        int withCells = withCells(ofClient) + withCells(ofServer);
        return withCells >= records.min && withCells > records.aboveShare * all ? records.points : 0;
    }

    private int withCells(@Nullable ApplicationRecords sent) {
        int most = 0;
        if (sent != null) {
            // All records of a connection have the same overhead.
            for (RecordSize size : recordSizes) {
                int count = 0;
                for (int i = 0; i < sent.count(); i++) {
                    count += size.holdsCells(sent.length(i)) ? 1 : 0;
                }
                most = Math.max(most, count);
            }
        }
        return most;
    }

    private int clientOf(TlsConnection tls) {
        ClientHello hello = tls.clientHello();
        String fingerprint = ja3.isEmpty() || hello == null ? "" : hello.ja3().hash();
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

    /**
     * Whether the sizes are those of Tor: at least {@code minPackets} payloads, a share of whole cells above {@code aboveShare}, and
     * a coefficient of variation below {@code belowVariation}. A detected protocol that cannot be Tor's rules it out.
     */
    public boolean isLike(Flow flow, TorSizes sizes) {
        TlsConnection tls = DetectedProtocols.tls(flow);
        boolean isContradicted = tls == null ? DetectedProtocols.isAny(flow) : isContradicted(tls);
        return !isContradicted
                && sizes.payloads() >= minPackets.packets
                && sizes.cellShare() > cells.aboveShare
                && sizes.variation() < uniformSizes.belowVariation;
    }
}
