package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.packet.IpProtocol;
import io.flowjay.record.FlowRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Groups tls and dtls of records against tshark's and FoxIO's values, over every capture of the corpus. */
class TlsCorpusTest {
    /** A feature, and what tshark says of the hello that it comes from; null where it cannot say. */
    private record Check(String feature, Function<JsonNode, String> expected) {}

    private static final String RETRY_RANDOM = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

    private static final List<Check> CLIENT = List.of(
            new Check("ja3_hash", hello -> hello.path("ja3").asText("")),
            new Check("ja3", hello -> hello.path("ja3_string").asText("")),
            new Check("ja4", hello -> hello.path("ja4").asText("")),
            new Check("tls_sni", hello -> hello.path("sni").asText("")),
            new Check("tls_alpn", hello -> hello.path("alpn").path(0).asText("")),
            new Check("tls_client_version", hello -> hello.path("version").asText()),
            new Check("tls_cipher_count", hello -> size(hello, "ciphers")),
            new Check("tls_extension_count", hello -> size(hello, "extensions")),
            new Check(
                    "tls_session_id_len",
                    hello -> "" + hello.path("session_id").asText().length() / 2),
            new Check("tls_session_ticket_ext", hello -> has(hello, 35)),
            new Check("tls_psk_ext", hello -> has(hello, 41)),
            new Check("tls_early_data_ext", hello -> has(hello, 42)));

    /** Of the first ServerHello, also when it is a HelloRetryRequest. */
    private static final List<Check> FIRST_SERVER = List.of(
            new Check("ja3s_hash", hello -> hello.path("ja3s").asText("")),
            new Check("ja3s", hello -> hello.path("ja3s_string").asText("")));

    /** Of the hellos after a HelloRetryRequest. */
    private static final List<Check> SECOND_CLIENT = List.of(
            new Check("ja3_second_hash", hello -> hello.path("ja3").asText("")),
            new Check("ja4_second", hello -> hello.path("ja4").asText("")));

    private static final List<Check> SECOND_SERVER =
            List.of(new Check("ja3s_second_hash", hello -> hello.path("ja3s").asText("")));

    private static final List<Check> SERVER = List.of(
            new Check("tls_cipher_suite", hello -> hello.path("cipher").asText("")),
            new Check("tls_version", TlsCorpusTest::version),
            // Of TLS 1.3; older servers choose it in a message of its own.
            new Check("tls_key_exchange_group", hello -> hello.path("selected_group")
                    .asText(null)),
            new Check("tls_alpn_selected", hello -> hello.path("alpn").path(0).asText("")));

    private static final List<Check> DTLS_CLIENT = List.of(
            new Check("dtls_ja3_hash", hello -> hello.path("ja3").asText("")),
            new Check("dtls_ja3", hello -> hello.path("ja3_string").asText("")),
            new Check("dtls_ja4", hello -> hello.path("ja4").asText("")),
            new Check("dtls_sni", hello -> hello.path("sni").asText("")),
            new Check("dtls_alpn", hello -> hello.path("alpn").path(0).asText("")));

    private static final List<Check> DTLS_FIRST_SERVER =
            List.of(new Check("dtls_ja3s_hash", hello -> hello.path("ja3s").asText("")));

    private static final List<Check> DTLS_SERVER = List.of(
            new Check("dtls_cipher_suite", hello -> hello.path("cipher").asText("")),
            new Check("dtls_version", TlsCorpusTest::version));

    /** Values of a capture that differ, and why. */
    private record Explained(String capture, int values, String cause) {}

    /** Every difference from tshark. The test fails when one of them goes, or when another comes. */
    private static final List<Explained> EXPLAINED = List.of(
            new Explained("arkime-arkime_synthetic.pcap", 4, """
                    One ServerHello has an extension block of 1 byte, which makes it malformed; in another one tshark
                    reads the version from behind an empty extension."""),
            new Explained("mercury-afl_data_corner-cases.pcap", 7, """
                    Random changes: a ServerHello whose version is 0; two hellos that are whole in records that are
                    not, for which tshark waits in vain. A certificate whose hellos were not captured."""),
            new Explained("ndpi-anydesk.pcapng", 1, "TLS on port 80, which tshark takes for HTTP."),
            new Explained("ndpi-heuristic_tcp_ack_payload.pcap", 1, """
                    Zeros of keep-alives stand in place of the first bytes of both hellos; the certificates show TLS."""),
            new Explained("nfstream-skype.pcap", 17, """
                    Hellos in the form of SSL 2.0, which tshark's values here leave out; Skype sends other bytes after
                    them."""),
            new Explained("ndpi-tls_cipher_lens.pcap", 10, """
                    Malformed ClientHellos: the cipher list is longer than they are, odd, or empty with its bytes left
                    in place. tshark tells what it read before."""),
            new Explained("own-enc-mpls-pw.pcap", 1, "tshark does not look into pseudowires with a control word."),
            new Explained("own-link-null-af10-v6.pcap", 1, "tshark knows that address family by another number."),
            new Explained("suri-tls_tls13-draft14_tls13_draft14.pcap", 3, """
                    tshark reads a session id, which this draft's ServerHello does not have."""),
            new Explained("zeek-tls_ssl-v2.pcap", 1, "Hellos of SSL 2.0, which tshark's values here leave out."));

    /** Captures of OpenVPN, in which tshark shows the TLS of the control channel; the features are of TLS over TCP itself. */
    static final Set<String> OPENVPN = Set.of("mercury-unit_tests_pcaps_openvpn_tcp_multi.pcap", "ndpi-openvpn.pcap");

    private static final int OPENVPN_PORT = 1194;

    /** Hellos of TLS over TCP inside OpenVPN's own messages over TCP, as tshark shows them. */
    private static final int HELLOS_IN_OPENVPN = 6;

    private static final int FOXIO_HELLOS = 279;
    private static final int FOXIO_HELLOS_AFTER_RETRY = 10;
    private static final int LEAST_HELLOS = 800;

    /** Of 35 hellos of clients in the corpus, repetitions with a cookie left out. */
    private static final int DTLS_CLIENTS = 18;

    private static final double SHARE_REQUIRED = 0.995;

    /** Of flows without a hello in tshark's values, which have neither hellos of SSL 2.0 nor certificates. */
    private static final double SHARE_WITHOUT_HELLO = 0.99;

    private int inOpenVpn;

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void tlsIsTsharks() throws IOException {
        Shares shares = new Shares();
        for (Path capture : Corpus.captures("conformance")) {
            compare(capture, IpProtocol.TCP, "tcp", "tls_detected", CLIENT, SERVER, shares);
        }
        shares.print("TLS over TCP against tshark; hellos in OpenVPN, which are none of it: " + inOpenVpn);
        EXPLAINED.forEach(explained -> System.out.println(explained.capture() + ": " + explained.cause()));
        assertThat(shares.different())
                .isEqualTo(EXPLAINED.stream().collect(Collectors.toMap(Explained::capture, Explained::values)));
        shares.kinds().forEach(kind -> assertThat(shares.of(kind))
                .as(kind)
                .isGreaterThanOrEqualTo(kind.equals("tls_detected without") ? SHARE_WITHOUT_HELLO : SHARE_REQUIRED));
        for (String kind :
                List.of("ja3_hash", "ja3s_hash", "ja4", "tls_sni", "tls_alpn", "tls_version", "tls_cipher_suite")) {
            assertThat(shares.compared(kind)).as(kind).isGreaterThan(LEAST_HELLOS);
        }
        assertThat(inOpenVpn).isEqualTo(HELLOS_IN_OPENVPN);
        for (String kind : List.of("ja3_second_hash", "ja4_second", "ja3s_second_hash")) {
            assertThat(shares.compared(kind)).as(kind).isPositive();
        }
    }

    @Test
    void dtlsIsTsharks() throws IOException {
        Shares shares = new Shares();
        for (Path capture : Corpus.captures("conformance")) {
            compare(capture, IpProtocol.UDP, "dtls", "dtls_detected", DTLS_CLIENT, DTLS_SERVER, shares);
        }
        shares.print("DTLS against tshark");
        assertThat(shares.compared("dtls_ja3_hash")).isEqualTo(DTLS_CLIENTS);
        assertThat(shares.different()).isEqualTo(Map.of());
    }

    private void compare(
            Path capture,
            int protocol,
            String over,
            String detected,
            List<Check> client,
            List<Check> server,
            Shares shares)
            throws IOException {
        String name = capture.getFileName().toString();
        CaptureRecords records = CaptureRecords.of(capture);
        Set<FlowRecord> withHello = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<String> seen = new HashSet<>();
        for (JsonNode hello : Corpus.tshark(capture)) {
            boolean compared = hello.path("kind").asText().equals("tls")
                    && hello.path("over").asText().equals(over)
                    && hello.path("transport").asText().equals(protocol == IpProtocol.TCP ? "tcp" : "udp");
            if (!compared) {
                continue;
            }
            FlowRecord record = records.of(protocol, hello);
            if (isOpenVpn(name, hello)) {
                inOpenVpn++;
                assertThat(record).containsEntry("vpn_type", "openvpn").containsEntry(detected, false);
                continue;
            }
            String where = hello.path("src").asText() + ' '
                    + hello.path("sport").asInt() + " > " + hello.path("dst").asText() + ' '
                    + hello.path("dport").asInt();
            shares.check(name, where, "a record", "true", Boolean.toString(record != null));
            if (record == null) {
                continue;
            }
            if (withHello.add(record)) {
                shares.check(name, where, detected + " with hello", "true", text(record, detected));
            }
            boolean isClient = hello.path("type").asText().equals("client_hello");
            boolean isRetry = hello.path("random").asText().equals(RETRY_RANDOM);
            String stream = hello.path("stream").asText();
            for (Check check : checks(isClient, isRetry, over + stream, seen, client, server)) {
                String expected = check.expected().apply(hello);
                if (expected != null) {
                    shares.check(name, where, check.feature(), expected, text(record, check.feature()));
                }
            }
        }
        records.all()
                .filter(record -> record.get("protocol").equals((long) protocol) && !withHello.contains(record))
                .forEach(record -> shares.check(
                        name,
                        text(record, "src_ip") + ' ' + text(record, "src_port"),
                        detected + " without",
                        "false",
                        text(record, detected)));
    }

    /** What a record says of a hello: of each stream's first ones, and over TCP of those after a HelloRetryRequest. */
    private static List<Check> checks(
            boolean isClient,
            boolean isRetry,
            String stream,
            Set<String> seen,
            List<Check> client,
            List<Check> server) {
        boolean overTcp = stream.startsWith("tcp");
        if (isClient) {
            boolean second = overTcp && seen.contains("retry " + stream) && seen.contains("client " + stream);
            return seen.add("client " + stream)
                    ? client
                    : second && seen.add("second " + stream) ? SECOND_CLIENT : List.of();
        }
        List<Check> checks = new ArrayList<>();
        if (seen.add("first server " + stream)) {
            checks.addAll(overTcp ? FIRST_SERVER : DTLS_FIRST_SERVER);
        }
        if (isRetry) {
            seen.add("retry " + stream);
        } else if (seen.add("server " + stream)) {
            checks.addAll(server);
            checks.addAll(overTcp && seen.contains("retry " + stream) ? SECOND_SERVER : List.of());
        }
        return checks;
    }

    /** Captures whose packets are damaged: whatever is in them, a value is of its form, and no value stands without its hello. */
    @Test
    void valuesOfDamagedCapturesAreWellFormed() throws IOException {
        int detected = 0;
        for (Path capture : Corpus.captures("malformed")) {
            for (FlowRecord record : CaptureRecords.of(capture).all().toList()) {
                detected += record.get("tls_detected").equals(true) ? 1 : 0;
                assertWellFormed(capture.getFileName().toString(), record);
            }
        }
        System.out.println("flows with TLS in damaged captures: " + detected);
        assertThat(detected).isPositive();
    }

    private static void assertWellFormed(String capture, FlowRecord record) {
        boolean detected = record.get("tls_detected").equals(true);
        assertThat(text(record, "ja3_hash")).as(capture).matches(detected ? "([0-9a-f]{32})?" : "");
        assertThat(text(record, "ja3s_hash")).as(capture).matches(detected ? "([0-9a-f]{32})?" : "");
        assertThat(text(record, "ja4"))
                .as(capture)
                .matches(detected ? "(t[0-9sd]{2}[di]\\d{4}[!-~]{2}_[0-9a-f]{12}_[0-9a-f]{12})?" : "");
        assertThat(text(record, "tls_sni") + text(record, "tls_alpn"))
                .as(capture)
                .matches("[!-~]*");
        assertThat(text(record, "tls_version")).as(capture).matches(detected ? "[1-9]\\d*" : "0");
        assertThat(text(record, "cert_leaf_fingerprint")).as(capture).matches(detected ? "([0-9a-f]{64})?" : "");
    }

    private static boolean isOpenVpn(String capture, JsonNode hello) {
        return OPENVPN.contains(capture)
                && (hello.path("sport").asInt() == OPENVPN_PORT
                        || hello.path("dport").asInt() == OPENVPN_PORT);
    }

    /** FoxIO's programs list every hello of a stream; the record's is the first. */
    @Test
    void ja4IsFoxIos() throws IOException {
        Shares shares = new Shares();
        Path folder = Corpus.captures("conformance").get(0).getParent();
        Map<String, CaptureRecords> captures = new HashMap<>();
        Map<String, String> streams = new HashMap<>();
        int afterRetry = 0;
        for (JsonNode line : Corpus.lines(folder.resolveSibling("expected/foxio_ja4.ndjson"))) {
            String name = line.path("capture").asText();
            String ja4 = line.path("ja4").asText();
            if (ja4.startsWith("q")) {
                continue; // QuicOpinionsTest compares these.
            }
            String first = streams.putIfAbsent(name + line.path("source") + line.path("stream"), ja4);
            if (first != null && !first.equals(ja4)) {
                assertThat(ja4)
                        .isEqualTo(helloAfterRetry(
                                folder.resolve(name), line.path("sport").asInt()));
                afterRetry++;
                continue;
            }
            CaptureRecords records = captures.get(name);
            if (records == null) {
                records = CaptureRecords.of(folder.resolve(name));
                captures.put(name, records);
            }
            Map<String, String> own = new HashMap<>();
            records.between(IpProtocol.TCP, line)
                    .forEach(record -> own.put(text(record, "ja4"), text(record, "ja4_r")));
            String where = line.path("source").asText() + ' ' + line.path("src").asText() + ' ' + line.path("sport");
            shares.check(name, where, "ja4", ja4, own.containsKey(ja4) ? ja4 : own.keySet() + "");
            if (line.has("ja4_r")) {
                shares.check(name, where, "ja4_r", line.get("ja4_r").asText(), own.getOrDefault(ja4, ""));
            }
        }
        shares.print(
                "FoxIO's JA4 of the first ClientHello; of another after a HelloRetryRequest there are " + afterRetry);
        assertThat(shares.compared("ja4")).isEqualTo(FOXIO_HELLOS);
        assertThat(shares.compared("ja4_r")).isGreaterThan(100);
        assertThat(shares.different()).isEqualTo(Map.of());
        assertThat(afterRetry).isEqualTo(FOXIO_HELLOS_AFTER_RETRY);
    }

    /** JA4 of the second ClientHello that tshark shows of a client's port. */
    private static String helloAfterRetry(Path capture, int port) {
        return Corpus.tshark(capture).stream()
                .filter(line -> line.path("over").asText().equals("tcp")
                        && line.path("type").asText().equals("client_hello")
                        && line.path("sport").asInt() == port)
                .skip(1)
                .map(line -> line.path("ja4").asText())
                .findFirst()
                .orElse("none");
    }

    private static String version(JsonNode hello) {
        return hello.path("supported_versions")
                .path(0)
                .asText(hello.path("version").asText());
    }

    private static String size(JsonNode hello, String list) {
        return Integer.toString(hello.path(list).size());
    }

    private static String has(JsonNode hello, int extension) {
        for (JsonNode type : hello.path("extensions")) {
            if (type.asInt() == extension) {
                return "true";
            }
        }
        return "false";
    }

    private static String text(FlowRecord record, String field) {
        return String.valueOf(record.get(field));
    }
}
