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

/** Records of QUIC flows against tshark's, over the corpus. */
class QuicCorpusTest {
    private static final double LEAST_SHARE = 0.99;
    private static final double LEAST_DETECTED = 0.995;

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
            "RTP in a damaged capture");

    private final QuicShares shares = new QuicShares("tshark");

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void flowsAreTsharks() throws IOException {
        QuicShares detection = new QuicShares("tshark");
        Set<String> helloOnlyToUs = new TreeSet<>();
        int udp = 0;
        for (Path capture : Corpus.captures("conformance")) {
            String name = capture.getFileName().toString();
            Map<String, FlowRecord> ours = QuicRecords.of(capture);
            Map<String, TsharkQuic> theirs = TsharkQuic.of(Corpus.tshark(capture));
            udp += ours.size();
            for (Map.Entry<String, FlowRecord> entry : ours.entrySet()) {
                FlowRecord own = entry.getValue();
                TsharkQuic flow = theirs.remove(entry.getKey());
                if (flow == null) {
                    detection.check(name, "not QUIC", false, QuicRecords.isQuic(own));
                } else {
                    detection.check(name, "QUIC", true, QuicRecords.isQuic(own));
                    compare(name, own, flow);
                    if (flow.clientHello() == null && !own.get("quic_ja4").equals("")) {
                        helloOnlyToUs.add(name);
                    }
                }
            }
            theirs.keySet().forEach(key -> detection.check(name, "QUIC", true, "no record of " + key));
        }
        System.out.printf("%d UDP flows%n", udp);
        detection.require(LEAST_DETECTED, Map.of());
        shares.require(LEAST_SHARE, Map.of());
        assertThat(helloOnlyToUs).isEqualTo(HELLO_ONLY_TO_US);
    }

    @Test
    void otherProtocolsAreNotQuic() throws IOException {
        Map<String, int[]> flows = new TreeMap<>();
        OTHERS.values().forEach(protocol -> flows.put(protocol, new int[2]));
        for (String folder : List.of("conformance", "malformed")) {
            for (Path capture : Corpus.captures(folder)) {
                for (FlowRecord own : QuicRecords.of(capture).values()) {
                    Stream.of("src_port", "dst_port")
                            .map(port -> OTHERS.get(((Number) own.get(port)).intValue()))
                            .filter(Objects::nonNull)
                            .distinct()
                            .forEach(protocol -> flows.get(protocol)[QuicRecords.isQuic(own) ? 1 : 0]++);
                }
            }
        }
        flows.forEach((protocol, counts) ->
                System.out.printf("%-24s %4d flows, %d of them QUIC%n", protocol, counts[0] + counts[1], counts[1]));
        assertThat(flows.values()).allSatisfy(counts -> {
            assertThat(counts[0]).isPositive();
            assertThat(counts[1]).isZero();
        });
    }

    private void compare(String capture, FlowRecord own, TsharkQuic theirs) {
        shares.check(capture, "version", theirs.version(), own.get("quic_version"));
        shares.check(capture, "DCID length", theirs.idLength("dcid"), own.get("quic_dcid_len"));
        shares.check(capture, "SCID length", theirs.idLength("scid"), own.get("quic_scid_len"));
        shares.check(capture, "Initial packets", theirs.packets("initial"), own.get("quic_initial_packets"));
        shares.check(capture, "0-RTT packets", theirs.packets("0rtt"), own.get("quic_0rtt_packets"));
        shares.check(capture, "0-RTT", theirs.packets("0rtt") > 0, own.get("quic_0rtt_detected"));
        shares.check(capture, "Handshake packets", theirs.packets("handshake"), own.get("quic_handshake_packets"));
        shares.check(capture, "Retry packets", theirs.packets("retry"), own.get("quic_retry_packets"));
        shares.check(capture, "Retry", theirs.packets("retry") > 0, own.get("quic_retry_detected"));
        shares.check(
                capture,
                "Version Negotiation packets",
                theirs.packets("version negotiation"),
                own.get("quic_version_negotiation_packets"));
        JsonNode client = theirs.clientHello();
        if (client != null) {
            shares.check(capture, "SNI", client.path("sni").asText(""), own.get("quic_sni"));
            shares.check(capture, "ALPN", client.path("alpn").path(0).asText(), own.get("quic_alpn"));
            shares.check(capture, "JA3", client.path("ja3").asText(), own.get("quic_ja3_hash"));
            shares.check(capture, "JA4", client.path("ja4").asText(), own.get("quic_ja4"));
        }
        JsonNode server = theirs.serverHello();
        if (server != null) {
            shares.check(capture, "JA3S", server.path("ja3s").asText(), own.get("quic_ja3s_hash"));
            shares.check(capture, "cipher suite", server.path("cipher").asLong(), own.get("quic_cipher_suite"));
            long version = server.path("supported_versions")
                    .path(0)
                    .asLong(server.path("version").asLong());
            shares.check(capture, "TLS version", version, own.get("quic_tls_version"));
        }
    }
}
