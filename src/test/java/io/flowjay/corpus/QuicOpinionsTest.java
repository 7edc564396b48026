package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.record.FlowRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records of QUIC flows against what FoxIO, Suricata, nDPI and nfstream publish of captures of the corpus. */
class QuicOpinionsTest {
    /** Differences from nDPI by capture. */
    private static final Map<String, Integer> NDPI = Map.of(
            // Google's Q050 carries a handshake of its own, which has no ClientHello of TLS.
            "nfstream-gquic.pcap", 1,
            "nfstream-quic_q50.pcap", 1,
            // JA3 of the second attempt; ours is of the first, which was refused.
            "ndpi-quic-forcing-vn-with-data.pcapng", 1);

    /** Differences from nfstream by capture. */
    private static final Map<String, Integer> NFSTREAM = Map.of(
            // Google QUIC of before RFC 8999's headers (Q025, Q039, Q046, Q035), another protocol to tshark too.
            "nfstream-http_ipv6.pcap", 1,
            "nfstream-quic_q39.pcap", 1,
            "nfstream-snapchat_call.pcapng", 1,
            "nfstream-wechat.pcap", 1,
            // Captured from the middle on, without a long header; tshark too knows only UDP.
            "nfstream-weibo.pcap", 1);

    private final Shares shares = new Shares();
    private final Map<String, CaptureRecords> recordsByCapture = new HashMap<>();

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void fingerprintsAreFoxIos() throws IOException {
        for (JsonNode node : expected("foxio_ja4.ndjson")) {
            if (node.path("ja4").asText().startsWith("q")) {
                String capture = node.path("capture").asText();
                // Without a time, which FoxIO's lines do not have.
                FlowRecord own = records(capture).between(CaptureRecords.key(node)).stream()
                        .findFirst()
                        .orElse(null);
                check(capture, node, "sni", own, "quic_sni");
                check(capture, node, "ja4", own, "quic_ja4");
            }
        }
        shares.print("FoxIO");
        assertThat(shares.kinds()).hasSize(2);
        assertThat(shares.different()).isEmpty();
    }

    @Test
    void fingerprintsAreSuricatas() throws IOException {
        for (JsonNode node : expected("suricata.ndjson")) {
            if (node.path("field").asText().equals("quic.ja4")) {
                String capture = node.path("capture").asText();
                String ja4 = node.path("value").asText();
                boolean found = records(capture).all().anyMatch(own -> own.get("quic_ja4")
                        .equals(ja4));
                shares.check(capture, ja4, "ja4", "true", "" + found);
            }
        }
        shares.print("Suricata");
        assertThat(shares.of("ja4")).isEqualTo(1);
    }

    @Test
    void hellosAreNdpis() throws IOException {
        for (JsonNode node : expected("ndpi.ndjson")) {
            String capture = node.path("capture").asText();
            for (FlowRecord own : records(capture).between(key(node))) {
                if (node.path("proto").asText().equals("udp") && QuicCorpusTest.isQuic(own)) {
                    check(capture, node, "sni", own, "quic_sni");
                    check(capture, node, "ja3", own, "quic_ja3_hash");
                    check(capture, node, "ja3s", own, "quic_ja3s_hash");
                    check(capture, node, "alpn", own, "quic_alpn");
                }
            }
        }
        shares.print("nDPI");
        assertThat(shares.kinds()).contains("sni", "ja3", "alpn");
        assertThat(shares.different()).isEqualTo(NDPI);
    }

    @Test
    void applicationsAreNfstreams() throws IOException {
        for (Path file : files(Corpus.beside("corpus/expected/nfstream"))) {
            String capture = file.getFileName().toString().replaceFirst("\\.csv$", "");
            long theirs = Files.readAllLines(file).stream()
                    .filter(line -> line.split(",", -1)[3].startsWith("QUIC"))
                    .count();
            long ours = records(capture).all().filter(QuicCorpusTest::isQuic).count();
            shares.check(capture, "", "flows of QUIC", "" + theirs, "" + ours);
        }
        shares.print("nfstream");
        assertThat(shares.different()).isEqualTo(NFSTREAM);
    }

    /** Compares what the other tool tells; of a list the first. */
    private void check(String capture, JsonNode node, String field, @Nullable FlowRecord own, String feature) {
        if (node.has(field)) {
            String theirs = node.get(field).asText().split(";", -1)[0];
            shares.check(capture, feature, field, theirs, own == null ? "no record" : "" + own.get(feature));
        }
    }

    private CaptureRecords records(String capture) throws IOException {
        CaptureRecords known = recordsByCapture.get(capture);
        if (known == null) {
            known = CaptureRecords.ofWholeConversations(Corpus.beside("corpus/conformance/" + capture), "quic");
            recordsByCapture.put(capture, known);
        }
        return known;
    }

    private static String key(JsonNode node) {
        String a = node.path("a").asText() + ' ' + node.path("a_port").asInt();
        String b = node.path("b").asText() + ' ' + node.path("b_port").asInt();
        return CaptureRecords.key("17", a, b);
    }

    private static List<JsonNode> expected(String file) {
        return Corpus.lines(Corpus.beside("corpus/expected/" + file));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
