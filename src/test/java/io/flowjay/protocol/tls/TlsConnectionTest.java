package io.flowjay.protocol.tls;

import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.extension;
import static io.flowjay.protocol.tls.Messages.handshakeRecord;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.message;
import static io.flowjay.protocol.tls.Messages.record;
import static io.flowjay.protocol.tls.Messages.serverHello;
import static io.flowjay.protocol.tls.Messages.serverName;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.stream.TcpStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TlsConnectionTest {
    private static final byte[] CHANGE_CIPHER_SPEC = record(20, hex("01"));
    private static final byte[] ENCRYPTED = record(23, new byte[40]);
    private static final byte[] NOTHING = {};

    private static final byte[] CLIENT = handshakeRecord(Examples.RFC_8448_CLIENT);
    private static final byte[] SERVER = handshakeRecord(Examples.RFC_8448_SERVER);

    @Test
    void exampleOfRfc8448() {
        TlsConnection tls = Talk.of(CLIENT, concat(SERVER, ENCRYPTED));
        assertThat(tls.detected()).isTrue();
        assertThat(tls.version()).isEqualTo(0x0304);
        assertThat(tls.serverName()).isEqualTo("server");
        assertThat(tls.alpn()).isEmpty();
        assertThat(tls.clientHello().cipherCount()).isEqualTo(3);
        assertThat(tls.clientHello().extensionCount()).isEqualTo(9);
        assertThat(tls.clientHello().legacyVersion()).isEqualTo(0x0303);
        assertThat(tls.clientHello().sessionIdLength()).isZero();
        assertThat(tls.clientHello().has(ExtensionType.SESSION_TICKET)).isTrue();
        assertThat(tls.clientHello().has(ExtensionType.EARLY_DATA)).isFalse();
        assertThat(tls.serverHello().cipherSuite()).isEqualTo(0x1301);
        assertThat(tls.keyExchange()).isEqualTo(new KeyExchange(29, "x25519", 256));
        assertThat(tls.resumed()).isFalse();
        assertThat(tls.certificates()).isNull();
        assertThat(tls.handshakeSegments()).isEqualTo(2);
        assertThat(Talk.malformed(tls)).isEmpty();
    }

    @Test
    void exampleWithGrease() {
        TlsConnection tls = Talk.of(handshakeRecord(Examples.GREASE_CLIENT), handshakeRecord(Examples.GREASE_SERVER));
        assertThat(tls.version()).isEqualTo(772);
        assertThat(tls.serverHello().cipherSuite()).isEqualTo(4865);
        assertThat(tls.clientHello().cipherCount()).isEqualTo(4);
        assertThat(tls.clientHello().extensionCount()).isEqualTo(9);
        assertThat(tls.serverName()).isEqualTo("example.com");
        assertThat(tls.alpn()).isEqualTo("h2");
        assertThat(tls.resumed()).isFalse();
        assertThat(tls.keyExchange()).isEqualTo(new KeyExchange(29, "x25519", 256));
        assertThat(tls.handshakeSegments()).isEqualTo(2);
    }

    static Stream<Arguments> starts() {
        byte[] sni = handshakeRecord(message(1, clientHello(0x0303, "", "c02f", serverName("a.example"))));
        return Stream.of(
                argumentSet("at once", new byte[][] {sni}, true),
                argumentSet(
                        "behind STARTTLS",
                        new byte[][] {"EHLO x\r\n".getBytes(US_ASCII), ascii("STARTTLS\r\n"), sni},
                        true),
                argumentSet(
                        "behind CONNECT", new byte[][] {ascii("CONNECT a.example:443 HTTP/1.1\r\n\r\n"), sni}, true),
                argumentSet(
                        "behind a PROXY line in the same segment",
                        new byte[][] {concat(ascii("PROXY TCP4 192.0.2.1 198.51.100.1 4000 443\r\n"), sni)},
                        true),
                argumentSet(
                        "behind a binary PROXY header",
                        new byte[][] {
                            concat(hex("0d0a0d0a000d0a515549540a 21 11 000c c0000201 c6336401 0fa0 01bb"), sni)
                        },
                        true),
                argumentSet(
                        "a PROXY header alone, then the hello", new byte[][] {ascii("PROXY UNKNOWN\r\n"), sni}, true),
                argumentSet("a PROXY line that does not end", new byte[][] {concat(ascii("PROXY TCP4 "), sni)}, false),
                argumentSet(
                        "within a segment of something else", new byte[][] {concat(ascii("EHLO x\r\n"), sni)}, false),
                argumentSet(
                        "after CONNECT in the same segment",
                        new byte[][] {concat(ascii("CONNECT a.example:443 HTTP/1.1\r\nHost: a\r\n\r\n"), sni)},
                        true),
                argumentSet(
                        "after consent to CONNECT in the same segment",
                        new byte[][] {concat(ascii("HTTP/1.0 200 Connection established\r\n\r\n"), sni)},
                        true),
                argumentSet(
                        "after STARTTLS in the same segment",
                        new byte[][] {ascii("EHLO x\r\n"), concat(ascii("StartTLS\r\n"), sni)},
                        true),
                argumentSet("after POP3's STLS", new byte[][] {concat(ascii("STLS\r\n"), sni)}, true),
                argumentSet("after IMAP's STARTTLS", new byte[][] {concat(ascii("a001 STARTTLS\r\n"), sni)}, true),
                argumentSet("after IMAP's, another tag", new byte[][] {concat(ascii("S.7 starttls\r\n"), sni)}, true),
                argumentSet(
                        "after IMAP's consent",
                        new byte[][] {concat(ascii("a002 OK Begin TLS negotiation now\r\n"), sni)},
                        true),
                argumentSet("after a consent of SMTP", new byte[][] {concat(ascii("220 2.0.0 Ready\r\n"), sni)}, true),
                argumentSet("after a refusal of SMTP", new byte[][] {concat(ascii("454 No\r\n"), sni)}, false),
                argumentSet("after a consent of FTP", new byte[][] {concat(ascii("234 AUTH TLS\r\n"), sni)}, true),
                argumentSet("after a consent of NNTP", new byte[][] {concat(ascii("382 Go\r\n"), sni)}, true),
                argumentSet("after a consent of POP3", new byte[][] {concat(ascii("+OK\r\n"), sni)}, true),
                argumentSet(
                        "after a consent of ManageSieve",
                        new byte[][] {concat(ascii("OK \"Begin TLS negotiation now.\"\r\n"), sni)},
                        true),
                argumentSet(
                        "after the request of XMPP",
                        new byte[][] {concat(ascii("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"), sni)},
                        true),
                argumentSet(
                        "after the request of XMPP with an end tag",
                        new byte[][] {
                            concat(ascii("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'></starttls>"), sni)
                        },
                        true),
                argumentSet(
                        "after the consent of XMPP",
                        new byte[][] {concat(ascii("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"), sni)},
                        true),
                argumentSet(
                        "after two lines, and the second is IMAP's",
                        new byte[][] {concat(ascii("a000 NOOP\r\na001 STARTTLS\r\n"), sni)},
                        false),
                argumentSet("after FTP's AUTH", new byte[][] {concat(ascii("AUTH TLS\r\n"), sni)}, true),
                argumentSet(
                        "after the request of PostgreSQL", new byte[][] {concat(hex("00000008 04d2162f"), sni)}, true),
                argumentSet("after the consent of PostgreSQL", new byte[][] {concat(ascii("S"), sni)}, true),
                argumentSet(
                        "after the request of MySQL",
                        new byte[][] {concat(hex("200000 01 058aa201 00000001 2d" + "00".repeat(23)), sni)},
                        true),
                argumentSet(
                        "after a login of MySQL as long as the request",
                        new byte[][] {concat(hex("200000 01 0582a201 00000001 2d" + "00".repeat(23)), sni)},
                        false),
                argumentSet(
                        "in the body of a response that is an error",
                        new byte[][] {concat(ascii("HTTP/1.1 404 Not Found\r\n\r\n"), sni)},
                        false),
                argumentSet(
                        "within the body of a response",
                        new byte[][] {concat(ascii("HTTP/1.1 200 OK\r\n\r\nx"), sni)},
                        false),
                argumentSet("a false start of one byte", new byte[][] {hex("16"), sni}, true),
                argumentSet(
                        "a false start of eight bytes", new byte[][] {hex("16030100c80100ff"), hex("ff"), sni}, true),
                argumentSet("a false start that shows late", new byte[][] {hex("1603"), hex("01"), sni}, true),
                argumentSet("64 KiB on", new byte[][] {new byte[65_536], sni}, false),
                argumentSet("just before that", new byte[][] {new byte[65_535], sni}, true),
                argumentSet("after 70 kB of text", text(70, sni), true),
                argumentSet("after 1 MB of text", text(1048, sni), true),
                argumentSet("after more text", text(1049, sni), false));
    }

    /** Segments of 1000 bytes of text, and others after them. */
    private static byte[][] text(int count, byte[]... others) {
        Stream<byte[]> lines = Stream.generate(() -> ascii("NOOP    \r\n".repeat(100)));
        return Stream.concat(lines.limit(count), Stream.of(others)).toArray(byte[][]::new);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    @ParameterizedTest
    @MethodSource("starts")
    void isFoundWhereASegmentStarts(byte[][] segments, boolean found) {
        TlsConnection tls = Talk.ofSegments(segments);
        assertThat(tls.detected()).isEqualTo(found);
        assertThat(tls.serverName()).isEqualTo(found ? "a.example" : "");
        assertThat(tls.handshakeSegments()).isEqualTo(found ? 1 : 0);
    }

    @Test
    void afterMuchTextTheHelloMayComeInPieces() {
        TlsConnection tls =
                Talk.ofSegments(text(400, Arrays.copyOf(CLIENT, 4), Arrays.copyOfRange(CLIENT, 4, CLIENT.length)));
        assertThat(tls.serverName()).isEqualTo("server");
        assertThat(tls.handshakeSegments()).isEqualTo(2);
    }

    /** A message may state 16 MB. */
    @Test
    void afterMuchTextNoMoreBytesAreReadThanAtOnce() {
        TlsConnection tls = new TlsConnection();
        TcpStream stream = new TcpStream(List.of(tls.forward()));
        byte[] start = record(22, concat(hex("01 ffffff 0303"), new byte[16_000]));
        byte[] more = record(22, new byte[16_000]);
        int sequence = 0;
        for (byte[] segment :
                text(400, start, more, more, more, more, more, more, more, more, more, more, more, more)) {
            stream.add(TcpFlags.ACK, sequence, Payload.of(false, segment, 0, segment.length));
            sequence += segment.length;
        }
        assertThat(stream.wantsMore()).as("after 208 kB").isTrue();
        for (int i = 0; i < 4; i++) {
            stream.add(TcpFlags.ACK, sequence, Payload.of(false, more, 0, more.length));
            sequence += more.length;
        }
        assertThat(stream.wantsMore()).as("after 272 kB").isFalse();
    }

    @Test
    void theSegmentOfTheRequestMayEndWithinTheHello() {
        TlsConnection tls = Talk.ofSegments(
                concat(ascii("CONNECT server:443 HTTP/1.1\r\n\r\n"), Arrays.copyOf(CLIENT, 4)),
                Arrays.copyOfRange(CLIENT, 4, CLIENT.length));
        assertThat(tls.serverName()).isEqualTo("server");
        assertThat(tls.handshakeSegments()).isEqualTo(2);
    }

    /** Skype sends the hello and goes on with bytes of its own. */
    @Test
    void otherBytesAfterAHelloOfSsl2AreNotMalformed() {
        byte[] hello = hex("8022 01 0301 0009 0000 0010 00002f 00000a 010080" + "5a".repeat(16));
        TlsConnection tls = Talk.ofSegments(hello, hex("dc893edc9a2b"));
        assertThat(tls.detected()).isTrue();
        assertThat(tls.version()).isEqualTo(0x0301);
        assertThat(Talk.malformed(tls)).isEmpty();
    }

    static Stream<Arguments> notTls() {
        return Stream.of(
                argumentSet("HTTP", ascii("GET / HTTP/1.1\r\n\r\n")),
                argumentSet("a DNS message whose id is 0x1603", hex("1603010000010000000000000161027878000001 0001")),
                argumentSet("SSL 2.0", hex("802e0100020015000000100100800200800300800400800500800600 40")),
                argumentSet("an encrypted record", record(23, new byte[100])),
                argumentSet("a message too short for a hello", handshakeRecord(message(1, new byte[37]))),
                argumentSet("no hello", handshakeRecord(message(11, new byte[100]))),
                argumentSet("a record longer than one may be", concat(hex("16 0301 4001"), Examples.RFC_8448_CLIENT)),
                argumentSet("major version 2", concat(hex("16 0201 00c4"), Examples.RFC_8448_CLIENT)),
                argumentSet("a hello without its end", record(22, hex("01 0000c0 0303" + Messages.RANDOM))),
                argumentSet("an empty direction", NOTHING));
    }

    @ParameterizedTest
    @MethodSource("notTls")
    void isNotFoundInOtherBytes(byte[] bytes) {
        TlsConnection tls = Talk.of(bytes, NOTHING);
        assertThat(tls.detected()).isFalse();
        assertThat(tls.version()).isZero();
        assertThat(tls.handshakeSegments()).isZero();
        assertThat(tls.keyExchange()).isNull();
    }

    @Test
    void rolesComeFromContent() {
        TlsConnection tls = Talk.of(SERVER, CLIENT);
        assertThat(tls.serverName()).isEqualTo("server");
        assertThat(tls.serverHello().cipherSuite()).isEqualTo(0x1301);
        assertThat(tls.keyExchange().name()).isEqualTo("x25519");
    }

    @Test
    void aServerAloneIsEnough() {
        TlsConnection tls = Talk.of(NOTHING, SERVER);
        assertThat(tls.detected()).isTrue();
        assertThat(tls.clientHello()).isNull();
        assertThat(tls.version()).isEqualTo(0x0304);
        assertThat(tls.serverName()).isEmpty();
    }

    @Test
    void aWarningMayComeBeforeTheServersHello() {
        TlsConnection tls = Talk.of(CLIENT, concat(record(21, hex("0170")), SERVER));
        assertThat(tls.serverHello().cipherSuite()).isEqualTo(0x1301);
    }

    @Test
    void theFirstClientHelloAndTheRealServerHelloCount() {
        byte[] second = handshakeRecord(Examples.RFC_8448_CLIENT);
        TlsConnection tls = Talk.of(
                concat(handshakeRecord(Examples.RETRY_CLIENT), CHANGE_CIPHER_SPEC, second, ENCRYPTED),
                concat(
                        handshakeRecord(Examples.RETRY_REQUEST),
                        CHANGE_CIPHER_SPEC,
                        handshakeRecord(Examples.RETRY_SERVER),
                        ENCRYPTED));
        assertThat(tls.clientHello().extensionCount()).isEqualTo(8);
        assertThat(tls.serverHello().isRetry()).isFalse();
        assertThat(tls.serverHello().cipherSuite()).isEqualTo(0x1301);
        assertThat(tls.keyExchange()).isEqualTo(new KeyExchange(23, "secp256r1", 520));
    }

    @Test
    void aRetryRequestAloneTellsTheGroupOnly() {
        TlsConnection tls = Talk.of(handshakeRecord(Examples.RETRY_CLIENT), handshakeRecord(Examples.RETRY_REQUEST));
        assertThat(tls.serverHello()).isNull();
        assertThat(tls.version()).isEqualTo(0x0304);
        assertThat(tls.keyExchange()).isEqualTo(new KeyExchange(23, "secp256r1", 0));
    }

    @Test
    void aHelloThatIsCutTellsItsNamesOnly() {
        byte[] hello = message(
                1,
                clientHello(
                        0x0303,
                        "",
                        "1301c02f",
                        serverName("a.example"),
                        extension(16, "0003026832"),
                        extension(13, "00020403")));
        byte[] record = handshakeRecord(hello);
        TlsConnection tls = Talk.of(Arrays.copyOf(record, record.length - 3), NOTHING);
        assertThat(tls.clientHello()).isNull();
        assertThat(tls.detected()).isFalse();
        assertThat(tls.serverName()).isEqualTo("a.example");
        assertThat(tls.alpn()).isEqualTo("h2");
    }

    @Test
    void nothingIsReadBehindTheChangeCipherSpec() {
        TlsConnection tls = Talk.of(
                concat(CHANGE_CIPHER_SPEC, CLIENT),
                concat(
                        handshakeRecord(message(2, serverHello(0x0303, "", 0x009c))),
                        CHANGE_CIPHER_SPEC,
                        handshakeRecord(message(11, new byte[50]))));
        assertThat(tls.clientHello()).isNull();
        assertThat(tls.serverHello().cipherSuite()).isEqualTo(0x009c);
        assertThat(tls.certificates()).isNull();
    }

    @Test
    void bytesBehindTheHelloInItsRecordAreNotPartOfIt() {
        byte[] client = handshakeRecord(message(1, clientHello(0x0301, "", "002f0035")), hex("0e000000"));
        byte[] server = handshakeRecord(message(2, serverHello(0x0301, "", 0x002f)), message(11, hex("000003 0000ff")));
        TlsConnection tls = Talk.of(client, server);
        assertThat(Ja3.of(tls.clientHello()).text()).isEqualTo("769,47-53,,,");
        assertThat(Ja3.of(tls.serverHello()).text()).isEqualTo("769,47,");
        assertThat(tls.version()).isEqualTo(0x0301);
    }
}
