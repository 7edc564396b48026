package io.flowjay.feature.group.application;

import static io.flowjay.protocol.quic.Wire.CLIENT_HELLO;
import static io.flowjay.protocol.quic.Wire.HELLO_RETRY_REQUEST;
import static io.flowjay.protocol.quic.Wire.RFC_DESTINATION;
import static io.flowjay.protocol.quic.Wire.RFC_SERVER_ID;
import static io.flowjay.protocol.quic.Wire.SERVER_HELLO;
import static io.flowjay.protocol.quic.Wire.crypto;
import static io.flowjay.protocol.quic.Wire.hex;
import static io.flowjay.protocol.quic.Wire.join;
import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.message;
import static io.flowjay.protocol.tls.Messages.serverName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.feature.Feature;
import io.flowjay.feature.group.FeatureValues;
import io.flowjay.feature.group.FrameScript;
import io.flowjay.flow.Flow;
import io.flowjay.protocol.quic.Peer;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Dialogue;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group quic, from frames in a capture to the values of the flow. Packets are those of RFC 9001's and RFC 9369's appendices. */
class QuicFeaturesTest {
    /** The ClientHello of RFC 9001 section A.2. */
    private static final String HELLO = """
            quic_sni=example.com quic_alpn=alpn quic_ja3_hash=41bc9ae914d6cb3bd0bd0a5453ab7d7f
            quic_ja4=q13d0211an_62ed6f6ca7ad_4d634acda6c0
            quic_ja4_r=q13d0211an_1301,1302_0005,000a,000d,001c,002b,002d,0033,0039,ff01_0403,0503,0603,0203,0804,0805,0806
            """;

    /** The ServerHello of section A.3. */
    private static final String ANSWER =
            " quic_cipher_suite=4865 quic_tls_version=772 quic_ja3s_hash=eb1d94daa7e0344597e756a1fb6e7054";

    private static final String NOT_QUIC = """
            quic_detected=false quic_version=0 quic_version_str= quic_sni= quic_alpn= quic_dcid_len=0 quic_scid_len=0
            quic_initial_packets=0 quic_0rtt_detected=false quic_retry_detected=false quic_spin_bit=false
            quic_pn_length=0 quic_handshake_packets=0 quic_0rtt_packets=0 quic_retry_packets=0
            quic_version_negotiation_packets=0 quic_tls_version=0 quic_cipher_suite=0 quic_ja3_hash= quic_ja3s_hash=
            quic_ja4= quic_ja4_r=
            """;

    private static final byte[] OTHER_ID = hex("0102030405060708090a");

    static Stream<Arguments> cases() {
        return Stream.of(
                rfcExample("version 1: RFC 9001 A.2, A.3", Peer.V1, Peer.V1_SALT, """
                        quic_detected=true quic_version=1 quic_version_str=QUIC v1 quic_dcid_len=8 quic_scid_len=0
                        quic_initial_packets=2 quic_0rtt_detected=false quic_retry_detected=false quic_spin_bit=false
                        quic_pn_length=4 quic_handshake_packets=0 quic_0rtt_packets=0 quic_retry_packets=0
                        quic_version_negotiation_packets=0
                        """ + HELLO + ANSWER),
                rfcExample("version 2: RFC 9369 A.2, A.3", Peer.V2, Peer.V2_SALT, """
                        quic_detected=true quic_version=1798521807 quic_version_str=QUIC v2 quic_dcid_len=8
                        quic_initial_packets=2 quic_0rtt_detected=false quic_pn_length=4
                        """ + HELLO + ANSWER),
                flow("Retry, then new keys", retry(), """
                        quic_retry_detected=true quic_retry_packets=1 quic_initial_packets=3 quic_dcid_len=8
                        """ + HELLO + ANSWER),
                flow("Version Negotiation, then version 1", versionNegotiation(), """
                        quic_version=305419896 quic_version_str=Unknown (0x12345678) quic_version_negotiation_packets=1
                        quic_dcid_len=4 quic_scid_len=2 quic_initial_packets=1
                        """ + HELLO),
                flow("Version Negotiation of a version reserved for it", reservedVersion(), """
                        quic_detected=true quic_version=438975050 quic_version_str=Unknown (0x1a2a3a4a)
                        """),
                flow("0-RTT behind the Initial and by itself", zeroRtt(), """
                        quic_0rtt_detected=true quic_0rtt_packets=2 quic_initial_packets=1
                        """ + HELLO),
                flow("the responder is the client", fromResponder(), """
                        quic_detected=true quic_initial_packets=2 quic_pn_length=1
                        """ + HELLO + ANSWER),
                flow("coalesced: Initial, Handshake and 1-RTT in a datagram", coalesced(), """
                        quic_initial_packets=3 quic_handshake_packets=2 quic_spin_bit=false
                        """ + HELLO + ANSWER),
                flow("CRYPTO frames out of order over three datagrams", outOfOrder(), """
                        quic_initial_packets=3 quic_tls_version=772
                        """ + HELLO),
                flow(
                        "the fingerprint is that of the HelloRetryRequest, the rest the ServerHello's",
                        helloRetryRequest(),
                        """
                        quic_initial_packets=4 quic_cipher_suite=4865 quic_tls_version=772
                        quic_ja3s_hash=f4febc55ea12b31ae17cfb7e614afda8
                        """ + HELLO),
                flow("connection migrates to other ids: the same flow", otherIds(), """
                        quic_detected=true quic_spin_bit=true quic_dcid_len=8 quic_initial_packets=1
                        """ + HELLO),
                flow("the spin bit of two directions that differ", bothDirections(), "quic_spin_bit=false"),
                flow("a draft", draft(), """
                        quic_detected=true quic_version=4278190109 quic_version_str=QUIC draft-29
                        """),
                flow("short headers alone", client(Peer.client(RFC_DESTINATION).oneRtt(true)), NOT_QUIC),
                flow(
                        "a DNS query whose id looks like a short header",
                        client(hex("4a5b01000001000000000000076578616d706c6503636f6d0000010001")),
                        NOT_QUIC),
                flow(
                        "an NTP query whose first byte looks like a long header",
                        client(join(hex("e3000300"), new byte[44])),
                        NOT_QUIC),
                flow("an Initial in TCP", "0 c tcp=" + digits(firstInitial()), NOT_QUIC),
                flow("no payload", "0 c\n1 s", NOT_QUIC),
                flow("an Initial cut by the capture", "0 c cut=300 udp=" + digits(firstInitial()), """
                        quic_detected=true quic_version=1 quic_initial_packets=1 quic_pn_length=0 quic_sni= quic_ja4=
                        quic_tls_version=0
                        """),
                flow("an Initial with a wrong tag", client(damaged()), """
                        quic_detected=true quic_version=1 quic_initial_packets=1 quic_pn_length=0 quic_sni= quic_ja3_hash=
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void computes(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    @Test
    void theFirstFlowAndTheFlowThatIsNoQuicCheckEveryFeature() {
        String first = (String) cases().findFirst().orElseThrow().get()[1];
        for (Feature feature : QuicFeatures.UNIT.features()) {
            assertThat(first).contains(feature.name() + "=");
            assertThat(NOT_QUIC).contains(feature.name() + "=");
        }
    }

    private static Arguments rfcExample(String name, int version, String salt, String expected) {
        Peer peer = Peer.client(version, salt, RFC_DESTINATION);
        peer.numberLength = 4;
        peer.nextNumber = 2;
        Peer answering = Peer.server(version, salt, RFC_DESTINATION);
        answering.numberLength = 2;
        answering.nextNumber = 1;
        return flow(
                name,
                client(peer.paddedInitial(crypto(CLIENT_HELLO)))
                        + server(answering.initial(hex("0200000000"), crypto(SERVER_HELLO))),
                expected);
    }

    private static byte[] firstInitial() {
        return Peer.client(RFC_DESTINATION).paddedInitial(crypto(CLIENT_HELLO));
    }

    private static String retry() {
        Peer again = Peer.client(OTHER_ID);
        again.token = hex("746f6b656e");
        return client(firstInitial())
                + server(Peer.server(RFC_DESTINATION).retry(OTHER_ID, "746f6b656e"))
                + client(again.paddedInitial(crypto(CLIENT_HELLO)))
                + server(Peer.server(OTHER_ID).initial(crypto(SERVER_HELLO)));
    }

    private static String versionNegotiation() {
        return client(join(hex("c0123456780401020304020a0b"), new byte[1232]))
                + server(hex("8000000000020a0b040102030400000001"))
                + client(Peer.client(hex("01020304")).paddedInitial(crypto(CLIENT_HELLO)));
    }

    private static String reservedVersion() {
        return client(join(hex("c01a2a3a4a0401020304020a0b0044d0"), new byte[1232]));
    }

    private static String zeroRtt() {
        Peer peer = Peer.client(RFC_DESTINATION);
        byte[] initial = peer.initial(crypto(CLIENT_HELLO));
        return client(join(initial, peer.zeroRtt())) + client(peer.zeroRtt());
    }

    private static String fromResponder() {
        return client(hex("00"))
                + server(firstInitial())
                + client(Peer.server(RFC_DESTINATION).initial(crypto(SERVER_HELLO)));
    }

    private static String coalesced() {
        Peer answering = Peer.server(RFC_DESTINATION);
        byte[] answer = join(
                answering.initial(hex("0200000000")),
                answering.initial(crypto(SERVER_HELLO)),
                answering.handshake(),
                answering.handshake(),
                answering.oneRtt(true));
        return client(firstInitial()) + server(answer);
    }

    private static String outOfOrder() {
        Peer peer = Peer.client(RFC_DESTINATION);
        return client(peer.paddedInitial(crypto(CLIENT_HELLO, 180, CLIENT_HELLO.length), crypto(CLIENT_HELLO, 3, 60)))
                + client(peer.paddedInitial(crypto(CLIENT_HELLO, 0, 3)))
                + client(peer.paddedInitial(crypto(CLIENT_HELLO, 50, 190)));
    }

    private static String helloRetryRequest() {
        Peer peer = Peer.client(RFC_DESTINATION);
        Peer answering = Peer.server(RFC_DESTINATION);
        byte[] hellos = join(HELLO_RETRY_REQUEST, SERVER_HELLO);
        byte[] second = join(CLIENT_HELLO, CLIENT_HELLO);
        int end = HELLO_RETRY_REQUEST.length;
        return client(peer.paddedInitial(crypto(CLIENT_HELLO)))
                + server(answering.initial(crypto(hellos, 0, end)))
                + client(peer.to(RFC_SERVER_ID).paddedInitial(crypto(second, CLIENT_HELLO.length, second.length)))
                + server(answering.initial(crypto(hellos, end, hellos.length)));
    }

    private static String otherIds() {
        return client(firstInitial())
                + client(Peer.client(RFC_SERVER_ID).oneRtt(false))
                + client(Peer.client(OTHER_ID).oneRtt(true));
    }

    private static String bothDirections() {
        return client(firstInitial())
                + client(Peer.client(RFC_SERVER_ID).oneRtt(false))
                + server(Peer.server(RFC_DESTINATION).oneRtt(true));
    }

    private static String draft() {
        String salt = "afbfec289993d24c9e9786f19c6111e04390a899";
        return client(Peer.client(0xff00001d, salt, RFC_DESTINATION).paddedInitial(crypto(CLIENT_HELLO)));
    }

    private static byte[] damaged() {
        byte[] initial = firstInitial();
        initial[initial.length - 1] ^= 1;
        return initial;
    }

    private static String client(byte[] datagram) {
        return line('c', datagram);
    }

    private static String server(byte[] datagram) {
        return line('s', datagram);
    }

    private static String line(char side, byte[] datagram) {
        return String.format(Locale.ROOT, "0 %c udp=%s%n", side, digits(datagram));
    }

    private static String digits(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static Arguments flow(String name, String script, String expected) {
        return arguments(named(name, FrameScript.flow(script)), expected);
    }

    /** HMAC-SHA-256 of the address under "secret", by Python's hmac. */
    @Test
    void addressesInNamesAreAnonymised() {
        byte[] hello = message(1, clientHello(0x0303, "", "1301", serverName("10.0.0.10")));
        Dialogue dialogue =
                Dialogue.udp(443).client(Peer.client(RFC_DESTINATION).paddedInitial(crypto(hello)));
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.ANONYMIZE_IPS, true);
        settings.text(SettingCatalog.ANONYMIZATION_KEY, "secret", "test");
        assertThat(dialogue.records(settings).get(0))
                .containsEntry("dst_ip", "a655e577e0f2af62")
                .containsEntry("quic_sni", "a655e577e0f2af62");
        assertThat(dialogue.record()).containsEntry("quic_sni", "10.0.0.10");
    }
}
