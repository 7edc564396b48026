package io.flowjay.feature.group.classification;

import static io.flowjay.feature.group.FrameScript.frames;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.group.FeatureValues;
import io.flowjay.feature.group.FrameScript;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowEnd;
import io.flowjay.flow.TestFlows;
import io.flowjay.packet.IpProtocol;
import io.flowjay.protocol.quic.Peer;
import io.flowjay.protocol.quic.Wire;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.TorTraffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tor, DNS over HTTPS and the type of traffic in group fingerprint, points as in tor.json and doh.json. */
class FingerprintFeaturesTest {
    private static final int RECORD_HEADER = 5;

    private static final String NOTHING = """
            traffic_type=unknown likely_vpn=false vpn_confidence=0 vpn_type= likely_tor=false tor_confidence=0
            likely_doh=false doh_confidence=0
            """;

    /** A question and an answer, each with what comes ahead of it: ratio 460/260, 0.3 s, 2 and 2 packets. */
    private static final String EXCHANGE = """
            0.0 c S 60 0
            0.1 s SA 60 0
            0.2 c PA 200 160
            0.3 s PA 400 360
            """;

    static Stream<Arguments> types() {
        return Stream.of(
                frames("nothing that is known", "0 c udp=00 ports=40000>40001", NOTHING),
                frames("TLS", "0 c tcp=" + hello("a.example") + " ports=40000>8443", "traffic_type=encrypted"),
                frames("SSH", """
                        0 c tcp=5353482d322e302d610d0a
                        1 s tcp=5353482d322e302d620d0a
                        """, "traffic_type=encrypted"),
                frames("plain text on the port of https", "0 c tcp=474554202f", "traffic_type=unknown"),
                frames("a question of DNS", "0 c udp=12340100000100000000000001610000010001 ports=40000>53", NOTHING),
                frames("ICMP", "0 c icmp=0800000000000000", NOTHING));
    }

    /** A name that is surely random, and one that is less surely; names of a relay's certificate. */
    private static final String RANDOM = "www.k5xq2zhw7bd.com";

    private static final String MAYBE_RANDOM = "www.vub2ragw.com";
    private static final String SUBJECT = "www.q3vz7bjk2x.net";
    private static final String ISSUER = "www.x4jh6zq2wv5.com";

    static Stream<Arguments> tor() {
        return Stream.of(
                tor("names of hello and certificate", relay().server(RANDOM).certificate(SUBJECT, ISSUER, ""), "1.0"),
                tor("the certificate is enough", relay().certificate(SUBJECT, ISSUER, ""), "0.7"),
                tor(
                        "its issuer below .net, as before 2014",
                        relay().certificate(SUBJECT, "www.abcdefgh.net", ""),
                        "0.7"),
                tor("TLS 1.3, where the certificate is hidden", relay().server(RANDOM), "0.5"),
                tor("cells in records, without any name", relay().records(8, 531), "0.5"),
                tor("cells on another port", relay().server(RANDOM).port(8080).records(8, 531), "0.8"),
                tor(
                        "a name that is less surely random, and cells",
                        relay().server(MAYBE_RANDOM).records(8, 531),
                        "0.7"),
                tor("cells of TLS 1.2", relay().server(MAYBE_RANDOM).records(8, 538), "0.7"),
                tor("cells of older links", relay().server(MAYBE_RANDOM).records(8, 536), "0.7"),
                tor("three cells in a record", relay().server(MAYBE_RANDOM).records(8, 1559), "0.7"),
                tor(
                        "the handshake of TLS 1.3 and cells of variable length first",
                        relay().server(MAYBE_RANDOM).records(900, 53, 1200, 531, 531, 531, 531),
                        "0.7"),
                noTor("a name that is less surely random alone", relay().server(MAYBE_RANDOM), "0.3"),
                noTor("a name of words", relay().server("www.weather.com"), "0.1"),
                noTor("records of a byte more", relay().records(20, 532), "0.1"),
                noTor("seven cells are too few", relay().records(531, 531, 531), "0.1"),
                noTor("half of the records", relay().records(531, 90, 531, 90, 531, 90, 531, 90), "0.1"),
                noTor("a random name on another port", relay().server(RANDOM).port(8080), "0.4"),
                noTor(
                        "Tor's client offers no protocols",
                        relay().server(RANDOM).alpn("h2").records(20, 531),
                        "0"),
                noTor("and asks for no name of another form", relay().server("www.k5xq2zhw7bd.org"), "0"),
                noTor("with a digit that is not in base 32", relay().server("www.k5xq2zhw8bd.com"), "0"),
                noTor("or too long", relay().server("www." + "x".repeat(26) + ".com"), "0"),
                noTor(
                        "a certificate of an authority",
                        relay().server(RANDOM).certificate(SUBJECT, ISSUER, "Example CA"),
                        "0"),
                noTor("of one name", relay().server(RANDOM).certificate(SUBJECT, SUBJECT, ""), "0"),
                noTor("of a server's name", relay().server(RANDOM).certificate(RANDOM, ISSUER, ""), "0"),
                tcp("payloads of a cell's size without TLS", lines(20, "576 536"), "likely_tor=false tor_confidence=0"),
                frames("a port of Tor's alone", "0 c tcp=00 ports=40000>9001", "likely_tor=false tor_confidence=0"),
                frames("with TLS", "0 c tcp=" + hello("") + " ports=40000>9001", "tor_confidence=0.1"),
                frames("at either end, once", "0 c tcp=" + hello("") + " ports=9001>443", "tor_confidence=0.1"),
                frames("no port of Tor's", "0 c tcp=" + hello("") + " ports=40000>9002", "tor_confidence=0"));
    }

    private static TorTraffic relay() {
        return new TorTraffic();
    }

    private static Arguments tor(String name, TorTraffic traffic, String confidence) {
        return frames(name, traffic.script(), "likely_tor=true tor_confidence=" + confidence + " traffic_type=tor");
    }

    private static Arguments noTor(String name, TorTraffic traffic, String confidence) {
        return frames(
                name, traffic.script(), "likely_tor=false tor_confidence=" + confidence + " traffic_type=encrypted");
    }

    static Stream<Arguments> serverNames() {
        return Stream.of(
                https("a known server", 443, "dns.google", "0.1", true, "0.8", "doh"),
                https("one below it", 443, "eu.dns.google", "0.1", true, "0.8", "doh"),
                https("in any letter case", 443, "DNS.Google", "0.1", true, "0.8", "doh"),
                https("Quad9 without its filter", 443, "dns10.quad9.net", "0.1", true, "0.8", "doh"),
                https("Cloudflare", 443, "dns.cloudflare.com", "0.1", true, "0.8", "doh"),
                https("a server of a list, on its port", 8443, "doh.seby.io", "0.1", true, "0.8", "doh"),
                https("a page of a provider", 443, "www.quad9.net", "0.1", false, "0", "encrypted"),
                https("for a second", 443, "dns.google", "1", true, "0.7", "doh"),
                https("a name that begins so", 443, "dns.google.evil.com", "0.1", false, "0", "encrypted"),
                https("a name that ends so", 443, "mydns.google", "0.1", false, "0", "encrypted"),
                https("DNS over TLS", 853, "dns.google", "0.1", false, "0", "encrypted"),
                https("another server", 443, "www.example", "0.1", false, "0", "encrypted"),
                quic("a known server over QUIC", "dns.google", "likely_doh=true doh_confidence=0.8 traffic_type=doh"),
                quic("another server over QUIC", "www.example", "likely_doh=false traffic_type=encrypted"));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                tcp(
                        "an exchange: never enough alone",
                        EXCHANGE,
                        "likely_doh=false doh_confidence=0.3 traffic_type=unknown"),
                tcp("half a second", EXCHANGE.replace("0.3 s", "0.5 s"), "doh_confidence=0.2"),
                tcp("one answer", EXCHANGE.replaceFirst("0.1 s .*\n", ""), "doh_confidence=0"),
                tcp("three packets more", EXCHANGE + "0.4 c A 40 0\n".repeat(3), "doh_confidence=0.3"),
                tcp("four packets more", EXCHANGE + "0.4 c A 40 0\n".repeat(4), "doh_confidence=0"),
                tcp("a question of 600 bytes", EXCHANGE.replace("200 160", "600 560"), "doh_confidence=0.3"),
                tcp("a question of 601 bytes", EXCHANGE.replace("200 160", "601 561"), "doh_confidence=0"),
                tcp(
                        "answers of 5000 bytes: ratio above 10",
                        EXCHANGE.replace("400 360", "4940 4900"),
                        "doh_confidence=0.2"),
                tcp("answers of 5001 bytes", EXCHANGE.replace("400 360", "4941 4901"), "doh_confidence=0"),
                tcp("ratio 10", EXCHANGE.replace("400 360", "2540 2500"), "doh_confidence=0.2"),
                tcp("ratio 1/2", EXCHANGE.replace("400 360", "70 30"), "doh_confidence=0.2"),
                tcp("questions of 2000 bytes", exchanges(4, 500, 400), "doh_confidence=0.3"),
                tcp("questions of 2004 bytes", exchanges(4, 501, 400), "doh_confidence=0"),
                tcp("six each way", exchanges(6, 100, 100), "doh_confidence=0.3"),
                tcp("seven each way", exchanges(7, 100, 100), "doh_confidence=0.2"),
                tcp("sixteen packets", exchanges(8, 100, 100), "doh_confidence=0"),
                arguments(named("QUIC without a name", flow(IpProtocol.UDP, EXCHANGE)), "doh_confidence=0"),
                frames(
                        "DNS in the clear on the port of https",
                        """
                        0.0 c udp=12340100000100000000000001610000010001 ports=40000>443
                        0.1 s udp=12348180000100000000000001610000010001 ports=40000>443
                        """,
                        "likely_doh=false doh_confidence=0 traffic_type=unknown"),
                frames("another port", exchange(700, 100, "40000>8080"), "doh_confidence=0"),
                frames("too long for questions", exchange(700, 100, "40000>443"), "doh_confidence=0"),
                frames(
                        "captured from its middle on: the port tells the server",
                        exchange(700, 100, "443>40000"),
                        "doh_confidence=0.3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"types", "tor", "serverNames", "shapes"})
    void guesses(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    @Test
    void theFirstCaseChecksEveryFeature() {
        for (Feature feature : FingerprintFeatures.UNIT.features()) {
            assertThat(NOTHING).contains(feature.name() + "=");
        }
    }

    /** The fingerprint is that of {@code md5sum} over {@code 771,4865,0,,}. */
    @ParameterizedTest
    @CsvSource({"1e7c622032b0cb79401b0f7be3793a1a, 0.6, true", "e7d705a3286e19ea42f587b344ee6865, 0.1, false"})
    void aClientOfTorIsKnownByItsFingerprint(String ja3, double confidence, boolean likely, @TempDir Path directory)
            throws IOException {
        String rules = resource("tor.json").replaceAll("\"ja3\": \"\\w+\"", "\"ja3\": \"" + ja3 + "\"");
        Path file = Files.writeString(directory.resolve("tor.json"), rules);
        FeatureSettings settings = FeatureSettings.of(Settings.builder()
                .set(SettingCatalog.TOR_RULES, file.toString())
                .build());
        Map<String, Object> values = FeatureValues.of(FrameScript.flow("0 c tcp=" + hello("www.google.com")), settings);
        assertThat(values).containsEntry("tor_confidence", confidence).containsEntry("likely_tor", likely);
    }

    private static String resource(String name) throws IOException {
        return Files.readString(Path.of("src/main/resources/io/flowjay/feature/heuristic", name));
    }

    private static Arguments https(
            String name, int port, String server, String seconds, boolean likely, String confidence, String type) {
        String ports = " ports=40000>" + port;
        String script = "0 c tcp=" + hello(server) + ports + "\n" + seconds + " s tcp=00 seq=1" + ports;
        return frames(name, script, "likely_doh=" + likely + " doh_confidence=" + confidence + " traffic_type=" + type);
    }

    private static Arguments quic(String name, String server, String expected) {
        byte[] message = Wire.hex(hello(server).substring(2 * RECORD_HEADER));
        byte[] initial = Peer.client(Wire.RFC_DESTINATION).paddedInitial(Wire.crypto(message));
        return frames(
                name,
                "0 c udp=" + HexFormat.of().formatHex(initial) + " ports=40000>443\n0.1 s udp=00 ports=40000>443",
                expected);
    }

    private static Arguments tcp(String name, String lines, String expected) {
        return arguments(named(name, flow(IpProtocol.TCP, lines)), expected);
    }

    private static Flow flow(int protocol, String lines) {
        return TestFlows.flow(protocol, FlowEnd.CAPTURE_END, lines);
    }

    private static String lines(int count, String lengths) {
        return ("0 c A " + lengths + "\n").repeat(count);
    }

    private static String exchanges(int count, int question, int answer) {
        return IntStream.range(0, count)
                .mapToObj(i -> "0 c PA " + question + " 1\n0 s PA " + answer + " 1\n")
                .collect(Collectors.joining());
    }

    private static String exchange(int forward, int backward, String ports) {
        return """
                0 c tcp=00 len=%1$d ports=%3$s
                0 s tcp=00 len=%2$d ports=%3$s
                0 c tcp=00 len=%1$d ports=%3$s
                0 s tcp=00 len=%2$d ports=%3$s
                """.formatted(forward, backward, ports);
    }

    /** A ClientHello of TLS 1.2 that offers TLS_AES_128_GCM_SHA256 and has no extension but the server's name, if that is not empty. */
    private static String hello(String server) {
        byte[] name = server.getBytes(StandardCharsets.US_ASCII);
        int length = name.length;
        String extension = length == 0
                ? ""
                : "0000" + u16(length + 5) + u16(length + 3) + "00" + u16(length)
                        + HexFormat.of().formatHex(name);
        String body = "0303" + "5a".repeat(32) + "00" + "00021301" + "0100" + u16(extension.length() / 2) + extension;
        return "160301" + u16(body.length() / 2 + 4) + "0100" + u16(body.length() / 2) + body;
    }

    private static String u16(int value) {
        return HexFormat.of().toHexDigits((short) value);
    }
}
