package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.packet.IpProtocol;
import io.flowjay.record.FlowRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Certificates, key exchange and resumption against an installed tshark, over the corpus; it takes minutes. */
@Tag("full")
class TsharkTlsTest {
    private static final List<String> FIELDS = List.of(
            "frame.time_epoch",
            "ip.src",
            "ipv6.src",
            "tcp.srcport",
            "ip.dst",
            "ipv6.dst",
            "tcp.dstport",
            "tls.handshake.type",
            "tls.handshake.certificate_length",
            "tls.handshake.server_named_curve",
            "tls.resumed");

    private static final int SERVER_KEY_EXCHANGE = 12;

    /** tshark shows what it decrypts with the keys that the capture holds. */
    private static final Set<String> WITH_KEYS = Set.of("foxio-http2-with-cookies.pcapng");

    /** tshark takes the session id that TLS 1.3 sends back for a resumption, as this experiment has another version number. */
    private static final Map<String, Integer> EXPLAINED =
            Map.of("zeek-tls_chrome-63.0.3211.0-canary-tls_experiment.pcap", 1);

    private final Shares shares = new Shares();

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
        assumeTrue(TsharkStreams.isInstalled(), "no tshark");
    }

    @Test
    void handshakesAreTsharks() throws IOException {
        for (Path capture : Corpus.captures("conformance")) {
            List<JsonNode> expected = Corpus.tshark(capture);
            boolean answered = expected.stream()
                    .anyMatch(line -> line.path("over").asText().equals("tcp")
                            && line.path("type").asText().equals("server_hello"));
            String name = capture.getFileName().toString();
            boolean excluded = TlsCorpusTest.OPENVPN.contains(name) || WITH_KEYS.contains(name);
            if (answered && !excluded && FlowCorpusTest.comparable(expected)) {
                compare(capture);
            }
        }
        shares.print("TLS over TCP against an installed tshark");
        assertThat(shares.different()).isEqualTo(EXPLAINED);
        assertThat(shares.kinds()).hasSize(5);
    }

    private void compare(Path capture) throws IOException {
        String name = capture.getFileName().toString();
        CaptureRecords records = CaptureRecords.of(capture);
        Set<String> seen = new HashSet<>();
        for (String[] frame : frames(capture)) {
            String from = frame[1] + frame[2] + ' ' + frame[3];
            String to = frame[4] + frame[5] + ' ' + frame[6];
            double time = frame[0].isEmpty() ? 0 : Double.parseDouble(frame[0]);
            FlowRecord record = records.of(IpProtocol.TCP, from, to, time);
            // A client's certificates are not told of.
            if (record == null || (record.get("src_ip") + " " + record.get("src_port")).equals(from)) {
                continue;
            }
            String[] lengths = frame[8].split(",", -1);
            if (!frame[8].isEmpty() && seen.add("certificates " + record.get("record_id"))) {
                int total = Arrays.stream(lengths).mapToInt(Integer::parseInt).sum();
                check(name, from, record, "tls_cert_count", "" + lengths.length);
                check(name, from, record, "tls_cert_total_length", "" + total);
                check(name, from, record, "tls_cert_first_length", lengths[0]);
            }
            if (!frame[9].isEmpty() && seen.add("curve " + record.get("record_id"))) {
                check(name, from, record, "tls_key_exchange_group", "" + Integer.decode(frame[9]));
            }
            if (!frame[10].isEmpty()) {
                check(name, from, record, "tls_session_resumed", "true");
            } else if (isIn(SERVER_KEY_EXCHANGE, frame[7])) {
                check(name, from, record, "tls_session_resumed", "false");
            }
        }
    }

    private void check(String capture, String where, FlowRecord record, String feature, String expected) {
        shares.check(capture, where, feature, expected, String.valueOf(record.get(feature)));
    }

    private static boolean isIn(int value, String list) {
        return List.of(list.split(",", -1)).contains(Integer.toString(value));
    }

    private static List<String[]> frames(Path capture) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("tshark", "-n", "-r", capture.toString(), "-Y", "tcp && tls.handshake", "-T", "fields"));
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var reader = process.inputReader()) {
            return reader.lines().map(line -> line.split("\t", -1)).toList();
        }
    }
}
