package io.flowjay.protocol.tls;

import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.extension;
import static io.flowjay.protocol.tls.Messages.handshakeRecord;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.message;
import static io.flowjay.protocol.tls.Messages.number;
import static io.flowjay.protocol.tls.Messages.record;
import static io.flowjay.protocol.tls.Messages.serverHello;
import static io.flowjay.protocol.tls.Messages.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.protocol.payload.Malformed;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server's messages behind its hello tell: key exchange, resumption, certificates. */
class TlsHandshakeTest {
    private static final byte[] CHANGE_CIPHER_SPEC = record(20, hex("01"));
    private static final byte[] FINISHED = record(22, new byte[40]);
    private static final byte[] DONE = message(14, new byte[0]);
    private static final byte[] TICKET = message(4, new byte[60]);

    /** RFC 7919 appendix A.1, as OpenSSL has it. */
    private static final byte[] FFDHE_2048 = hex("""
            ffffffffffffffffadf85458a2bb4a9aafdc5620273d3cf1d8b9c583ce2d3695a9e13641146433fbcc939dce249b3ef97d2f
            e363630c75d8f681b202aec4617ad3df1ed5d5fd65612433f51f5f066ed0856365553ded1af3b557135e7f57c935984f0c70
            e0e68b77e2a689daf3efe8721df158a136ade73530acca4f483a797abc0ab182b324fb61d108a94bb2c8e3fbb96adab760d7
            f4681d4f42a3de394df4ae56ede76372bb190b07a7c8ee0a6d709e02fce1cdf7e2ecc03404cd28342f619172fe9ce98583ff
            8e4f1232eef28183c3fe3b1b4c6fad733bb5fcbc2ec22005c58ef1837d1683b2c6f34a26c1b2effa886b423861285c97ffff
            ffffffffffff
            """);

    private static byte[] curve(int group, int length) {
        return concat(hex("03"), number(2, group), vector(1, new byte[length]), hex("08040002abcd"));
    }

    private static byte[] finiteField(byte[] prime) {
        return concat(vector(2, prime), vector(2, hex("02")), vector(2, new byte[prime.length]), hex("08040002abcd"));
    }

    private static byte[] bits(int bytes, int first) {
        byte[] prime = new byte[bytes];
        Arrays.fill(prime, (byte) 0xff);
        prime[0] = (byte) first;
        return prime;
    }

    static Stream<Arguments> keyExchanges() {
        byte[] hint = vector(2, hex("68696e74"));
        return Stream.of(
                argumentSet("ECDHE_RSA, x25519", 0xc02f, curve(29, 32), new KeyExchange(29, "x25519", 256)),
                argumentSet("ECDHE_ECDSA, secp256r1", 0xc02b, curve(23, 65), new KeyExchange(23, "secp256r1", 520)),
                argumentSet("ECDH_anon, secp521r1", 0xc018, curve(25, 133), new KeyExchange(25, "secp521r1", 1064)),
                argumentSet(
                        "ECDHE, a curve without a name",
                        0xc013,
                        curve(0x7777, 4),
                        new KeyExchange(0x7777, "unknown(0x7777)", 32)),
                argumentSet("ECDHE_PSK", 0xc035, concat(hint, curve(24, 97)), new KeyExchange(24, "secp384r1", 776)),
                argumentSet("ECDHE, explicit curve", 0xc013, hex("01 0000"), null),
                argumentSet(
                        "DHE_RSA, RFC 7919",
                        0x009e,
                        finiteField(FFDHE_2048),
                        new KeyExchange(0x100, "ffdhe2048", 2048)),
                argumentSet(
                        "the same behind a zero byte",
                        0x009e,
                        finiteField(concat(hex("00"), FFDHE_2048)),
                        new KeyExchange(0x100, "ffdhe2048", 2048)),
                argumentSet(
                        "DHE_RSA, parameters of its own",
                        0x0033,
                        finiteField(bits(256, 0xff)),
                        new KeyExchange(0, "dhe2048", 2048)),
                argumentSet(
                        "DHE whose prime looks like a named curve",
                        0x0039,
                        finiteField(bits(0x0317, 0x01)),
                        new KeyExchange(0, "dhe6321", 6321)),
                argumentSet("DH_anon", 0x001b, finiteField(bits(64, 0x80)), new KeyExchange(0, "dhe512", 512)),
                argumentSet(
                        "DHE_PSK",
                        0x00aa,
                        concat(hint, finiteField(bits(128, 0xff))),
                        new KeyExchange(0, "dhe1024", 1024)),
                argumentSet("PSK: a hint alone", 0x008c, hint, null),
                argumentSet("RSA_EXPORT", 0x0003, finiteField(bits(64, 0xff)), null));
    }

    @ParameterizedTest
    @MethodSource("keyExchanges")
    void serverKeyExchange(int cipherSuite, byte[] body, KeyExchange expected) {
        byte[] server = handshakeRecord(message(2, serverHello(0x0303, "", cipherSuite)), message(12, body), DONE);
        TlsConnection tls = Talk.of(handshakeRecord(message(1, clientHello(0x0303, "", "c02f"))), server);
        assertThat(tls.keyExchange()).isEqualTo(expected);
        assertThat(tls.serverHello().cipherSuite()).isEqualTo(cipherSuite);
    }

    @Test
    void aBrokenKeyExchangeLeavesTheHello() {
        byte[] server = handshakeRecord(message(2, serverHello(0x0303, "", 0xc02f)), message(12, hex("03 001d 20 00")));
        TlsConnection tls = Talk.of(new byte[0], server);
        assertThat(tls.keyExchange()).isNull();
        assertThat(Talk.malformed(tls)).containsExactly(Malformed.TLS_SERVER_KEY_EXCHANGE);
        assertThat(tls.serverHello().cipherSuite()).isEqualTo(0xc02f);
    }

    @Test
    void withoutAServerTheFirstOfferThatIsNoGreaseCounts() {
        byte[] hello = clientHello(
                0x0303,
                "",
                "1301",
                extension(43, "020304"),
                extension(51, "0011 2a2a0001 00 11ec0004aabbccdd 001d0000"));
        TlsConnection tls = Talk.of(handshakeRecord(message(1, hello)), new byte[0]);
        assertThat(tls.keyExchange()).isEqualTo(new KeyExchange(0x11ec, "X25519MLKEM768", 32));
    }

    /** Up to draft 22 the extension had number 40; its layout is that of today. */
    @Test
    void theKeyShareOfDrafts() {
        byte[] client = clientHello(0x0303, "", "1301", extension(43, "027f16"), extension(40, "0006 001d0002aabb"));
        byte[] server = serverHello(0x0303, "", 0x1301, extension(43, "7f16"), extension(40, "001d0002ccdd"));
        byte[] offer = handshakeRecord(message(1, client));
        KeyExchange expected = new KeyExchange(29, "x25519", 16);
        assertThat(Talk.of(offer, new byte[0]).keyExchange()).isEqualTo(expected);
        assertThat(Talk.of(offer, handshakeRecord(message(2, server))).keyExchange())
                .isEqualTo(expected);
    }

    static Stream<Arguments> resumptions() {
        byte[] ticket = extension(35, "aabb");
        byte[] abbreviated = concat(CHANGE_CIPHER_SPEC, FINISHED);
        byte[] full = handshakeRecord(message(11, hex("000000")), DONE);
        byte[] v13 = extension(43, "0304");
        return Stream.of(
                argumentSet("by id", client("aa55"), server("aa55", abbreviated), true),
                argumentSet("by id, hello alone", client("aa55"), server("aa55", new byte[0]), true),
                argumentSet("another id, full handshake", client("aa55"), server("bb66", full), false),
                argumentSet("no id, full handshake", client(""), server("", full), false),
                argumentSet("by ticket", client("", ticket), server("", abbreviated), true),
                argumentSet(
                        "by ticket, and a new one",
                        client("", ticket),
                        server("", concat(handshakeRecord(TICKET), abbreviated)),
                        true),
                argumentSet(
                        "a ticket refused",
                        client("", ticket),
                        server("", concat(full, handshakeRecord(TICKET), abbreviated)),
                        false),
                argumentSet("an empty ticket", client("", extension(35, "")), server("", abbreviated), false),
                argumentSet("nothing behind the hello", client("", ticket), server("", new byte[0]), false),
                argumentSet(
                        "TLS 1.3 by key",
                        client("aa55"),
                        server("aa55", abbreviated, v13, extension(41, "0000")),
                        true),
                argumentSet("TLS 1.3 in compatibility mode", client("aa55"), server("aa55", abbreviated, v13), false),
                argumentSet(
                        "an experiment with TLS 1.3",
                        client("aa55"),
                        server("aa55", abbreviated, extension(43, "fb17")),
                        false),
                argumentSet("no client", new byte[0], server("aa55", abbreviated), false));
    }

    private static byte[] client(String sessionId, byte[]... extensions) {
        return handshakeRecord(message(1, clientHello(0x0303, sessionId, "c02f", extensions)));
    }

    private static byte[] server(String sessionId, byte[] rest, byte[]... extensions) {
        return concat(handshakeRecord(message(2, serverHello(0x0303, sessionId, 0xc02f, extensions))), rest);
    }

    @ParameterizedTest
    @MethodSource("resumptions")
    void resumption(byte[] forward, byte[] backward, boolean resumed) {
        assertThat(Talk.of(forward, backward).resumed()).isEqualTo(resumed);
    }

    /** tls.md, "Certificate test". */
    @Test
    void certificatesInAnyPacking() {
        byte[] chain = concat(vector(3, new byte[300]), vector(3, new byte[200]));
        byte[] hello = message(2, serverHello(0x0303, "", 0xc02f, extension(0xff01, "00")));
        byte[] certificates = message(11, vector(3, chain));
        byte[] key = message(12, curve(23, 65));
        byte[] packed = concat(hello, certificates, key, DONE);
        byte[] client = client("");
        byte[] single = concat(
                handshakeRecord(hello), handshakeRecord(certificates), handshakeRecord(key), handshakeRecord(DONE));
        assertChain(Talk.of(client, single));
        assertChain(Talk.of(client, handshakeRecord(packed)));
        for (int cut = 1; cut < packed.length; cut++) {
            byte[] first = record(22, Arrays.copyOf(packed, cut));
            byte[] second = record(22, Arrays.copyOfRange(packed, cut, packed.length));
            assertChain(Talk.of(client, concat(first, second)));
        }
    }

    private static void assertChain(TlsConnection tls) {
        assertThat(tls.certificates().count()).isEqualTo(2);
        assertThat(tls.certificates().totalLength()).isEqualTo(500);
        assertThat(tls.certificates().leafLength()).isEqualTo(300);
        assertThat(tls.certificates().leaf().malformed()).isTrue();
        assertThat(tls.keyExchange()).isEqualTo(new KeyExchange(23, "secp256r1", 520));
        assertThat(tls.resumed()).isFalse();
    }

    @Test
    void certificatesThatAreCutCountAsFarAsTheirLengthsShow() {
        byte[] chain = concat(vector(3, new byte[300]), vector(3, new byte[200]));
        byte[] server = handshakeRecord(message(2, serverHello(0x0303, "", 0xc02f)), message(11, vector(3, chain)));
        TlsConnection inLeaf = Talk.of(new byte[0], Arrays.copyOf(server, server.length - 400));
        assertThat(inLeaf.certificates().count()).isEqualTo(1);
        assertThat(inLeaf.certificates().leafLength()).isEqualTo(300);
        assertThat(inLeaf.certificates().leaf()).isNull();
        TlsConnection inSecond = Talk.of(new byte[0], Arrays.copyOf(server, server.length - 100));
        assertThat(inSecond.certificates().count()).isEqualTo(2);
        assertThat(inSecond.certificates().totalLength()).isEqualTo(500);
        assertThat(inSecond.certificates().leaf()).isNotNull();
    }

    @Test
    void theClientsCertificatesAreNotTheServers() {
        byte[] client = concat(client(""), handshakeRecord(message(11, hex("000006 000003 aabbcc"))));
        TlsConnection tls = Talk.of(client, server("", handshakeRecord(DONE)));
        assertThat(tls.certificates()).isNull();
    }

    @Test
    void handshakeSegmentsEndWithTheHandshake() {
        byte[] data = record(23, new byte[100]);
        byte[] client = concat(client(""), CHANGE_CIPHER_SPEC, FINISHED, data, FINISHED);
        Talk talk = new Talk();
        int hello = client("").length;
        talk.client(client, 0, hello);
        // The first of these holds the ChangeCipherSpec alone.
        talk.client(client, hello, hello + CHANGE_CIPHER_SPEC.length);
        talk.client(client, hello + CHANGE_CIPHER_SPEC.length, client.length - FINISHED.length - 50);
        talk.client(client, client.length - FINISHED.length - 50, client.length);
        assertThat(talk.end().handshakeSegments()).isEqualTo(2);
    }
}
