package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.record.FlowRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Group quic against tshark's flows, over the corpus; every value is equal. */
class QuicCorpusTest {
    private static final double SHARE_REQUIRED = 0.99;
    private static final double SHARE_DETECTED = 0.995;
    private static final Long UDP = 17L;

    /** Clients that force a Version Negotiation, under version 1 keys: tshark opens some of those and not these. */
    private static final Set<String> HELLO_ONLY_TO_US =
            Set.of("ndpi-quic-forcing-vn-with-data.pcapng", "tcpdump-quic_vn.pcap");

    /** Other protocols over UDP by a port that only they have in the corpus; RTP by those of its two calls. */
    private static final Map<Integer, String> OTHERS = Map.of(
            53,
            "DNS",
            5353,
            "mDNS",
            123,
            "NTP",
            3478,
            "STUN and RTP",
            1900,
            "SSDP",
            49120,
            "RTP",
            30000,
            "RTP, damaged");

    private final Shares shares = new Shares();
    private final Set<String> helloOnlyToUs = new TreeSet<>();

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void flowsAreTsharks() throws IOException {
        for (Path capture : Corpus.captures("conformance")) {
            compare(capture);
        }
        shares.print("tshark");
        assertThat(shares.of("not QUIC")).isEqualTo(1);
        assertThat(shares.of("QUIC")).isGreaterThanOrEqualTo(SHARE_DETECTED);
        assertThat(shares.kinds())
                .contains("SNI", "ALPN", "JA3", "JA4", "JA3S")
                .allSatisfy(kind -> assertThat(shares.of(kind)).as(kind).isGreaterThanOrEqualTo(SHARE_REQUIRED));
        assertThat(shares.different()).isEmpty();
        assertThat(helloOnlyToUs).isEqualTo(HELLO_ONLY_TO_US);
    }

    @Test
    void otherProtocolsAreNotQuic() throws IOException {
        Map<String, int[]> flows = new TreeMap<>();
        OTHERS.values().forEach(protocol -> flows.put(protocol, new int[2]));
        for (String folder : List.of("conformance", "malformed")) {
            for (Path capture : Corpus.captures(folder)) {
                for (FlowRecord own : CaptureRecords.ofWholeConversations(capture, "quic")
                        .all()
                        .toList()) {
                    protocols(own).forEach(protocol -> flows.get(protocol)[isQuic(own) ? 1 : 0]++);
                }
            }
        }
        flows.forEach((protocol, counts) ->
                System.out.printf("%-14s %5d flows, %d of them QUIC%n", protocol, counts[0] + counts[1], counts[1]));
        assertThat(flows.values()).allSatisfy(counts -> {
            assertThat(counts[0]).isPositive();
            assertThat(counts[1]).isZero();
        });
    }

    private static Stream<String> protocols(FlowRecord own) {
        return Stream.of("src_port", "dst_port")
                .filter(port -> own.get("protocol").equals(UDP))
                .map(port -> OTHERS.get(((Number) own.get(port)).intValue()))
                .filter(Objects::nonNull)
                .distinct();
    }

    static boolean isQuic(FlowRecord own) {
        return own.get("quic_detected").equals(true);
    }

    private void compare(Path capture) throws IOException {
        String name = capture.getFileName().toString();
        Map<String, TsharkQuic> theirs = TsharkQuic.of(Corpus.tshark(capture));
        for (FlowRecord own :
                CaptureRecords.ofWholeConversations(capture, "quic").all().toList()) {
            String key = CaptureRecords.key(own);
            TsharkQuic flow = theirs.remove(key);
            if (flow != null) {
                shares.check(name, key, "QUIC", "true", "" + isQuic(own));
                compare(name, key, own, flow);
            } else if (own.get("protocol").equals(UDP)) {
                shares.check(name, key, "not QUIC", "false", "" + isQuic(own));
            }
        }
        theirs.keySet().forEach(key -> shares.check(name, key, "QUIC", "true", "no record"));
    }

    private void compare(String name, String key, FlowRecord own, TsharkQuic theirs) {
        Map<String, Object> values = new TreeMap<>(Map.of(
                "version", theirs.version(),
                "dcid_len", theirs.idLength("dcid"),
                "scid_len", theirs.idLength("scid"),
                "initial_packets", theirs.packets("initial"),
                "handshake_packets", theirs.packets("handshake"),
                "0rtt_packets", theirs.packets("0rtt"),
                "0rtt_detected", theirs.packets("0rtt") > 0,
                "retry_packets", theirs.packets("retry"),
                "retry_detected", theirs.packets("retry") > 0,
                "version_negotiation_packets", theirs.packets("version negotiation")));
        values.forEach(
                (feature, value) -> shares.check(name, key, feature, "" + value, "" + own.get("quic_" + feature)));
        JsonNode client = theirs.clientHello();
        if (client == null && !own.get("quic_ja4").equals("")) {
            helloOnlyToUs.add(name);
        }
        if (client != null) {
            shares.check(name, key, "SNI", client.path("sni").asText(""), "" + own.get("quic_sni"));
            shares.check(name, key, "ALPN", client.path("alpn").path(0).asText(), "" + own.get("quic_alpn"));
            shares.check(name, key, "JA3", client.path("ja3").asText(), "" + own.get("quic_ja3_hash"));
            shares.check(name, key, "JA4", client.path("ja4").asText(), "" + own.get("quic_ja4"));
        }
        JsonNode firstServer = theirs.firstServerHello();
        if (firstServer != null) {
            shares.check(name, key, "JA3S", firstServer.path("ja3s").asText(), "" + own.get("quic_ja3s_hash"));
        }
        JsonNode server = theirs.serverHello();
        if (server != null) {
            JsonNode version = server.path("supported_versions").path(0);
            shares.check(name, key, "cipher suite", server.path("cipher").asText(), "" + own.get("quic_cipher_suite"));
            shares.check(
                    name,
                    key,
                    "TLS version",
                    version.asText(server.path("version").asText()),
                    "" + own.get("quic_tls_version"));
        }
    }
}
