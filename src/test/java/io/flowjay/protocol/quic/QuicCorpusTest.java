package io.flowjay.protocol.quic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.corpus.Corpus;
import io.flowjay.protocol.tls.ClientHello;
import io.flowjay.protocol.tls.Ja3;
import io.flowjay.protocol.tls.Ja4;
import io.flowjay.protocol.tls.ServerHello;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** QUIC flows against tshark's, over the corpus; prints the shares. */
class QuicCorpusTest {
    private static final double LEAST_SHARE = 0.99;

    /** Clients that force a Version Negotiation, under version 1 keys: tshark opens some of those and not these. */
    private static final Set<String> HELLO_ONLY_TO_US =
            Set.of("ndpi-quic-forcing-vn-with-data.pcapng", "tcpdump-quic_vn.pcap");

    private final Map<String, int[]> shares = new LinkedHashMap<>();
    private final Set<String> helloOnlyToUs = new TreeSet<>();
    private int falsePositives;
    private int flowsInAll;

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void flowsAreTsharks() throws IOException {
        for (Path capture : Corpus.captures("conformance")) {
            UdpFlows udp = UdpFlows.of(capture);
            flowsInAll += udp.count();
            Map<Set<UdpFrame.Endpoint>, QuicDecoder> flows = udp.decoders();
            Map<Set<UdpFrame.Endpoint>, TsharkQuic> theirs = TsharkQuic.of(Corpus.tshark(capture));
            String name = capture.getFileName().toString();
            flows.forEach((key, flow) -> compare(name, flow.facts(), theirs.get(key)));
            theirs.keySet().removeAll(flows.keySet());
            theirs.forEach((ends, flow) -> check(name, "detected", flow, "no flow of ours"));
        }
        shares.forEach((what, counts) -> System.out.printf("%-20s %d of %d%n", what, counts[0], counts[1]));
        System.out.printf("%d UDP flows, %d are QUIC to us only%n", flowsInAll, falsePositives);
        assertThat(falsePositives).isZero();
        assertThat(helloOnlyToUs).isEqualTo(HELLO_ONLY_TO_US);
        assertThat(shares).isNotEmpty().allSatisfy((what, counts) -> assertThat((double) counts[0] / counts[1])
                .as(what)
                .isGreaterThanOrEqualTo(LEAST_SHARE));
    }

    @Test
    void damagedCapturesAreRead() throws IOException {
        int datagrams = 0;
        int quic = 0;
        for (Path capture : Corpus.captures("malformed")) {
            UdpFlows flows = UdpFlows.of(capture);
            datagrams += flows.datagrams();
            quic += (int) flows.decoders().values().stream()
                    .filter(flow -> flow.facts().detected())
                    .count();
        }
        System.out.printf("damaged captures: %d datagrams, %d flows are QUIC%n", datagrams, quic);
        assertThat(datagrams).isPositive();
    }

    private void compare(String capture, QuicFacts ours, TsharkQuic theirs) {
        if (theirs == null) {
            if (ours.detected()) {
                falsePositives++;
                System.out.println(capture + ": QUIC only to us, " + ours.versionText());
            }
            return;
        }
        check(capture, "detected", ours.detected(), true);
        check(capture, "version", ours.version(), theirs.version());
        check(capture, "initial packets", ours.initialPackets(), theirs.packets(PacketType.INITIAL));
        check(capture, "0-RTT packets", ours.zeroRttPackets(), theirs.packets(PacketType.ZERO_RTT));
        check(capture, "handshake packets", ours.handshakePackets(), theirs.packets(PacketType.HANDSHAKE));
        check(capture, "retry packets", ours.retryPackets(), theirs.packets(PacketType.RETRY));
        check(capture, "negotiations", ours.versionNegotiationPackets(), theirs.versionNegotiations());
        if (theirs.clientHello() != null) {
            compare(capture, ours, ours.clientHello(), theirs.clientHello());
        } else if (ours.clientHello() != null) {
            helloOnlyToUs.add(capture);
        }
        if (theirs.serverHello() != null) {
            compare(capture, ours, ours.serverHello(), theirs.serverHello());
        }
    }

    private void compare(String capture, QuicFacts ours, ClientHello hello, JsonNode theirs) {
        JsonNode sni = theirs.path("sni");
        check(capture, "server name", ours.serverName(), sni.isTextual() ? sni.textValue() : "");
        check(capture, "ALPN", ours.alpn(), theirs.path("alpn").path(0).asText());
        check(
                capture,
                "JA3",
                hello == null ? "" : Ja3.of(hello).hash(),
                theirs.path("ja3").asText());
        String ja4 = hello == null ? "" : Ja4.of(hello, Ja4.Transport.QUIC).hash();
        check(capture, "JA4", ja4, theirs.path("ja4").asText());
    }

    private void compare(String capture, QuicFacts ours, ServerHello hello, JsonNode theirs) {
        check(
                capture,
                "JA3S",
                hello == null ? "" : Ja3.of(hello).hash(),
                theirs.path("ja3s").asText());
        check(capture, "cipher suite", ours.cipherSuite(), theirs.path("cipher").asInt());
        int version = theirs.path("supported_versions")
                .path(0)
                .asInt(theirs.path("version").asInt());
        check(capture, "TLS version", ours.tlsVersion(), version);
    }

    private void check(String capture, String what, Object ours, Object theirs) {
        int[] counts = shares.computeIfAbsent(what, absent -> new int[2]);
        counts[1]++;
        if (ours.equals(theirs)) {
            counts[0]++;
        } else {
            System.out.println(capture + ": " + what + " " + ours + ", tshark " + theirs);
        }
    }
}
