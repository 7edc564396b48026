package io.flowjay.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.record.FlowRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records of QUIC flows against what FoxIO, Suricata, nDPI and nfstream publish of captures of the corpus. */
class QuicOpinionsTest {
    private static final String GOOGLES_HELLO = "Q050 carries Google's own handshake, which has no ClientHello of TLS";
    private static final String GOOGLES_HEADER =
            "Google QUIC of before RFC 8999's headers; tshark too calls it another protocol";

    /** Differences from nDPI, by capture and value. */
    private static final Map<String, String> NDPI = Map.of(
            "nfstream-gquic.pcap SNI", GOOGLES_HELLO,
            "nfstream-quic_q50.pcap SNI", GOOGLES_HELLO,
            "ndpi-quic-forcing-vn-with-data.pcapng JA3",
                    "that of the second attempt; ours is of the first, which was refused");

    /** Differences from nfstream. */
    private static final Map<String, String> NFSTREAM = Map.of(
            "nfstream-http_ipv6.pcap flows", GOOGLES_HEADER + " (Q025)",
            "nfstream-quic_q39.pcap flows", GOOGLES_HEADER + " (Q039)",
            "nfstream-snapchat_call.pcapng flows", GOOGLES_HEADER + " (Q046)",
            "nfstream-wechat.pcap flows", GOOGLES_HEADER + " (Q035)",
            "nfstream-weibo.pcap flows",
                    "captured from the middle on, without any long header; tshark too knows only UDP");

    private final Map<String, Map<String, FlowRecord>> recordsByCapture = new HashMap<>();

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void hellosAreThoseOfOtherTools() throws IOException {
        QuicShares foxio = new QuicShares("FoxIO");
        for (JsonNode node : expected("foxio_ja4.ndjson")) {
            if (node.path("ja4").asText().startsWith("q")) {
                String capture = node.path("capture").asText();
                FlowRecord own = records(capture).get(TsharkQuic.key(node));
                foxio.check(capture, "SNI", node.path("sni").asText(), own == null ? "" : own.get("quic_sni"));
                foxio.check(capture, "JA4", node.path("ja4").asText(), own == null ? "" : own.get("quic_ja4"));
            }
        }
        foxio.require(1, Map.of());

        QuicShares suricata = new QuicShares("Suricata");
        for (JsonNode node : expected("suricata.ndjson")) {
            if (node.path("field").asText().equals("quic.ja4")) {
                String capture = node.path("capture").asText();
                Set<Object> all = records(capture).values().stream()
                        .map(own -> own.get("quic_ja4"))
                        .collect(Collectors.toSet());
                suricata.check(
                        capture, "JA4", true, all.contains(node.path("value").asText()));
            }
        }
        suricata.require(1, Map.of());

        QuicShares ndpi = new QuicShares("nDPI");
        for (JsonNode node : expected("ndpi.ndjson")) {
            String capture = node.path("capture").asText();
            String key = QuicRecords.key(
                    node.path("a").asText() + ' ' + node.path("a_port").asInt(),
                    node.path("b").asText() + ' ' + node.path("b_port").asInt());
            FlowRecord own =
                    node.path("proto").asText().equals("udp") ? records(capture).get(key) : null;
            if (own != null && QuicRecords.isQuic(own)) {
                compare(ndpi, capture, node, own);
            }
        }
        ndpi.require(0.98, NDPI);
    }

    private static void compare(QuicShares ndpi, String capture, JsonNode theirs, FlowRecord own) {
        if (theirs.has("sni")) {
            ndpi.check(capture, "SNI", theirs.get("sni").asText(), own.get("quic_sni"));
        }
        if (theirs.has("ja3")) {
            ndpi.check(capture, "JA3", theirs.get("ja3").asText(), own.get("quic_ja3_hash"));
        }
        if (theirs.has("ja3s")) {
            ndpi.check(capture, "JA3S", theirs.get("ja3s").asText(), own.get("quic_ja3s_hash"));
        }
        if (theirs.has("alpn")) {
            ndpi.check(capture, "ALPN", theirs.get("alpn").asText().split("[;,]", -1)[0], own.get("quic_alpn"));
        }
    }

    @Test
    void applicationsAreNfstreams() throws IOException {
        QuicShares nfstream = new QuicShares("nfstream");
        for (Path file : listed(Corpus.beside("corpus/expected/nfstream"))) {
            String capture = file.getFileName().toString().replaceFirst("\\.csv$", "");
            long theirs = Files.readAllLines(file).stream()
                    .filter(line -> line.split(",", -1)[3].startsWith("QUIC"))
                    .count();
            long ours = records(capture).values().stream()
                    .filter(QuicRecords::isQuic)
                    .count();
            nfstream.check(capture, "flows", theirs, ours);
        }
        nfstream.require(0.85, NFSTREAM);
    }

    private Map<String, FlowRecord> records(String capture) throws IOException {
        Map<String, FlowRecord> known = recordsByCapture.get(capture);
        if (known == null) {
            known = QuicRecords.of(Corpus.beside("corpus/conformance/" + capture));
            recordsByCapture.put(capture, known);
        }
        return known;
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static List<JsonNode> expected(String file) {
        return Corpus.lines(Corpus.beside("corpus/expected/" + file));
    }
}
