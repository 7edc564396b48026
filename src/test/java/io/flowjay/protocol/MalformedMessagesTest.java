package io.flowjay.protocol;

import static io.flowjay.protocol.dns.DnsBytes.QUERY;
import static io.flowjay.protocol.dns.DnsBytes.RESPONSE;
import static io.flowjay.protocol.dns.DnsBytes.header;
import static io.flowjay.protocol.dns.DnsBytes.query;
import static io.flowjay.protocol.dns.DnsBytes.question;
import static io.flowjay.protocol.dns.DnsBytes.response;
import static io.flowjay.protocol.dns.DnsBytes.shorts;
import static io.flowjay.protocol.http2.Http2Bytes.PREFACE;
import static io.flowjay.protocol.http2.Http2Bytes.frame;
import static io.flowjay.protocol.http2.Http2Bytes.settings;
import static io.flowjay.protocol.quic.Wire.RFC_DESTINATION;
import static io.flowjay.protocol.quic.Wire.crypto;
import static io.flowjay.protocol.ssh.SshBytes.kexInit;
import static io.flowjay.protocol.ssh.SshBytes.packet;
import static io.flowjay.protocol.ssh.SshBytes.text;
import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.handshakeRecord;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.message;
import static io.flowjay.protocol.tls.Messages.number;
import static io.flowjay.protocol.tls.Messages.serverHello;
import static io.flowjay.protocol.tls.Messages.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.quic.Peer;
import io.flowjay.protocol.quic.Wire;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that break the format of their protocol, put together by hand after its RFC, and the reason that each is counted under. */
class MalformedMessagesTest {
    private static final Set<Protocol> ALL = EnumSet.allOf(Protocol.class);
    private static final byte[] NOTHING = {};

    private static final byte[] CLIENT = handshakeRecord(message(1, clientHello(0x0303, "", "c02f")));
    private static final byte[] SERVER = handshakeRecord(message(2, serverHello(0x0303, "", 0xc02f)));
    private static final byte[] IDENTIFICATION = text("SSH-2.0-x\r\n");

    static Stream<Arguments> connections() {
        byte[] hello = clientHello(0x0303, "", "c02f");
        // The length of the cipher suites comes after version, random and the empty session id.
        byte[] ciphersBeyondTheEnd = hello.clone();
        ciphersBeyondTheEnd[35] = (byte) 0xff;
        byte[] oddCiphers = clientHello(0x0303, "", "c02f00");
        // That of the session id comes after version and random.
        byte[] sessionIdBeyondTheEnd = serverHello(0x0303, "", 0xc02f);
        sessionIdBeyondTheEnd[34] = (byte) 0xff;
        byte[] list = vector(3, vector(3, hex("3003020101")));
        byte[] kex = kexInit("a", "", "", "", "", "", "", "", "", "");
        return Stream.of(
                argumentSet("well-formed TLS", CLIENT, SERVER, Map.of()),
                argumentSet("ciphers beyond the end", tls(1, ciphersBeyondTheEnd), NOTHING, one("tls", "client_hello")),
                argumentSet("half a cipher suite", tls(1, oddCiphers), NOTHING, one("tls", "client_hello")),
                argumentSet(
                        "a session id beyond the end",
                        CLIENT,
                        tls(2, sessionIdBeyondTheEnd),
                        one("tls", "server_hello")),
                argumentSet(
                        "a version that TLS does not have",
                        concat(CLIENT, hex("16 0403 0001 00")),
                        SERVER,
                        one("tls", "record")),
                argumentSet(
                        "a record of 18,433 bytes",
                        concat(CLIENT, hex("16 0303 4801 00")),
                        SERVER,
                        one("tls", "record")),
                argumentSet(
                        "a record type of 99", CLIENT, concat(SERVER, hex("63 0303 0001 00")), one("tls", "record")),
                argumentSet(
                        "a certificate beyond its list",
                        CLIENT,
                        concat(SERVER, tls(11, vector(3, hex("0000ff 30")))),
                        one("tls", "certificate_list")),
                argumentSet(
                        "a certificate that is only a number",
                        CLIENT,
                        concat(SERVER, tls(11, list)),
                        one("tls", "certificate")),
                argumentSet(
                        "a public value beyond the end",
                        CLIENT,
                        concat(SERVER, tls(12, hex("03 001d 20 00"))),
                        one("tls", "server_key_exchange")),
                argumentSet(
                        "both directions",
                        tls(1, oddCiphers),
                        tls(2, sessionIdBeyondTheEnd),
                        Map.of("tls client_hello", 1, "tls server_hello", 1)),
                argumentSet("well-formed SSH", concat(IDENTIFICATION, packet(kex)), IDENTIFICATION, Map.of()),
                argumentSet("a line without a version", text("SSH-two\r\n"), NOTHING, one("ssh", "identification")),
                argumentSet(
                        "a line of 300 bytes", text("SSH-2.0-" + "x".repeat(292)), NOTHING, one("ssh", "line_length")),
                argumentSet(
                        "a packet of 35,001 bytes",
                        concat(IDENTIFICATION, hex("000088b9 04")),
                        IDENTIFICATION,
                        one("ssh", "packet_length")),
                argumentSet(
                        "padding longer than its packet",
                        IDENTIFICATION,
                        concat(IDENTIFICATION, hex("00000008 09")),
                        one("ssh", "packet_length")),
                argumentSet(
                        "lists beyond the end",
                        concat(IDENTIFICATION, packet(Arrays.copyOf(kex, 30))),
                        IDENTIFICATION,
                        one("ssh", "kex_init")),
                argumentSet(
                        "packets of SSH 1.5, which look alike",
                        concat(text("SSH-1.5-x\n"), hex("000088b9 04")),
                        concat(text("SSH-1.99-x\n"), hex("000088b9 04")),
                        Map.of()),
                argumentSet("well-formed HTTP/2", concat(PREFACE, settings(5, 16_384)), settings(), Map.of()),
                argumentSet(
                        "a frame of 16,385 bytes",
                        concat(PREFACE, settings(), hex("004001 00 00 00000001")),
                        settings(),
                        one("http2", "frame_size")),
                argumentSet(
                        "DATA on stream 0",
                        concat(PREFACE, settings(), frame(0, 0, 0, new byte[1])),
                        settings(),
                        one("http2", "frame_stream")),
                argumentSet(
                        "SETTINGS on stream 1",
                        concat(PREFACE, frame(4, 0, 1, NOTHING)),
                        settings(),
                        one("http2", "frame_stream")),
                argumentSet(
                        "a server that begins with PING",
                        concat(PREFACE, settings()),
                        frame(6, 0, 0, new byte[8]),
                        one("http2", "first_frame")),
                argumentSet(
                        "half a setting",
                        concat(PREFACE, frame(4, 0, 0, new byte[3])),
                        settings(),
                        one("http2", "settings")),
                argumentSet(
                        "frames of at most 16,383 bytes",
                        concat(PREFACE, settings(5, 16_383)),
                        settings(),
                        one("http2", "settings")),
                argumentSet(
                        "what HTTP/2 may not do, without a preface", frame(6, 0, 0, new byte[8]), settings(), Map.of()),
                argumentSet(
                        "a DNS message of 11 bytes",
                        concat(framed(query(7, "a.example", 1)), shorts(11), new byte[11]),
                        NOTHING,
                        one("dns", "message_length")),
                argumentSet(
                        "well-formed HTTP/1",
                        text("GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
                        text("HTTP/1.1 200 OK\r\n\r\nabc"),
                        Map.of()),
                argumentSet(
                        "more content than its length says",
                        text("POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nabc\r\n"),
                        NOTHING,
                        one("http1", "start_line")),
                argumentSet(
                        "white space before a colon, and no colon",
                        text("GET / HTTP/1.1\r\nHost : a\r\nx\r\n\r\n"),
                        NOTHING,
                        Map.of("http1 field_line", 2)),
                argumentSet(
                        "a head of 66,000 bytes",
                        text("GET / HTTP/1.1\r\n" + ("x: " + "y".repeat(995) + "\r\n").repeat(66)),
                        NOTHING,
                        one("http1", "head_length")),
                argumentSet(
                        "a second target of 20,000 bytes",
                        text("GET / HTTP/1.1\r\n\r\nGET /" + "y".repeat(20_000)),
                        NOTHING,
                        one("http1", "head_length")),
                argumentSet(
                        "two lengths",
                        text("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na"),
                        text("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"),
                        Map.of("http1 content_length", 2)),
                argumentSet(
                        "a request whose end is not known (RFC 9112 section 6.3)",
                        text("POST / HTTP/1.1\r\nTransfer-Encoding: chunked, gzip\r\n\r\na"),
                        NOTHING,
                        one("http1", "transfer_encoding")),
                argumentSet(
                        "a response that ends with its connection (RFC 9112 section 6.3)",
                        NOTHING,
                        text("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\na"),
                        Map.of()),
                argumentSet(
                        "a chunk without a size",
                        text("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxy\r\n"),
                        NOTHING,
                        one("http1", "chunk")),
                argumentSet(
                        "a chunk that goes on",
                        text("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n"),
                        NOTHING,
                        one("http1", "chunk")),
                argumentSet("another protocol", text("220 mail.example ESMTP\r\n"), text("QUIT\r\n"), Map.of()));
    }

    @ParameterizedTest
    @MethodSource
    void connections(byte[] client, byte[] server, Map<String, Integer> expected) {
        for (int piece : new int[] {1, 7, 100_000}) {
            TcpProtocols protocols = new ProtocolReaders(ALL).tcp();
            protocols.opened(false, -1);
            protocols.opened(true, -1);
            send(protocols, false, client, piece);
            send(protocols, true, server, piece);
            protocols.end();
            assertThat(counted(protocols)).as("in pieces of %d", piece).isEqualTo(expected);
        }
    }

    private static void send(TcpProtocols protocols, boolean fromResponder, byte[] all, int piece) {
        for (int at = 0; at < all.length; at += piece) {
            Payload payload = Payload.of(fromResponder, all, at, Math.min(piece, all.length - at));
            protocols.segment(TcpFlags.ACK, at, payload);
        }
    }

    static Stream<Arguments> datagrams() {
        byte[] dtlsHello = concat(hex("fefd" + "5a".repeat(32) + "00 00 0002 c02b 0100"));
        byte[] oddCiphers = concat(hex("fefd" + "5a".repeat(32) + "00 00 0003 c02b00 0100"));
        byte[] asked = query(7, "a.example", 1);
        byte[] tooShort = Peer.client(RFC_DESTINATION).handshake();
        // Its length, a number of one byte, comes after type, version, two ids and their lengths.
        tooShort[15] = 19;
        return Stream.of(
                argumentSet("well-formed DTLS", dtls(1, dtlsHello.length, dtlsHello), NOTHING, Map.of()),
                argumentSet(
                        "a record longer than its datagram",
                        dtls(1, dtlsHello.length, dtlsHello),
                        hex("17 fefd 0001 000000000001 0100 00"),
                        one("dtls", "record_length")),
                argumentSet(
                        "a fragment longer than its message",
                        dtls(1, 3, new byte[4]),
                        NOTHING,
                        one("dtls", "fragment")),
                argumentSet(
                        "half a cipher suite",
                        dtls(1, oddCiphers.length, oddCiphers),
                        NOTHING,
                        one("dtls", "client_hello")),
                argumentSet("a ServerHello of one byte", NOTHING, dtls(2, 1, new byte[1]), one("dtls", "server_hello")),
                argumentSet(
                        "well-formed QUIC",
                        Peer.client(RFC_DESTINATION).paddedInitial(crypto(Wire.CLIENT_HELLO)),
                        Peer.server(RFC_DESTINATION).initial(crypto(Wire.SERVER_HELLO)),
                        Map.of()),
                argumentSet("a payload without room for a sample", tooShort, NOTHING, one("quic", "long_header")),
                argumentSet(
                        "a connection id of 21 bytes",
                        concat(hex("c0 00000001 15"), new byte[60]),
                        NOTHING,
                        one("quic", "long_header")),
                argumentSet(
                        "a frame that no Initial packet may hold",
                        Peer.client(RFC_DESTINATION).paddedInitial(hex("1e")),
                        NOTHING,
                        one("quic", "frame")),
                argumentSet(
                        "a client that sends a ServerHello",
                        Peer.client(RFC_DESTINATION).paddedInitial(crypto(Wire.SERVER_HELLO)),
                        NOTHING,
                        one("quic", "crypto_stream")),
                argumentSet(
                        "half a cipher suite in QUIC",
                        Peer.client(RFC_DESTINATION)
                                .paddedInitial(crypto(message(1, clientHello(0x0303, "", "130100")))),
                        NOTHING,
                        one("quic", "client_hello")),
                argumentSet(
                        "a ServerHello of QUIC without a cipher",
                        Peer.client(RFC_DESTINATION).paddedInitial(crypto(Wire.CLIENT_HELLO)),
                        Peer.server(RFC_DESTINATION).initial(crypto(message(2, new byte[36]))),
                        one("quic", "server_hello")),
                argumentSet(
                        "a Version Negotiation with half a version",
                        Peer.client(RFC_DESTINATION).paddedInitial(crypto(Wire.CLIENT_HELLO)),
                        concat(hex("80 00000000 00 08"), RFC_DESTINATION, hex("0000")),
                        one("quic", "version_negotiation")),
                argumentSet("well-formed DNS", asked, response(7, "a.example", 1), Map.of()),
                argumentSet("seventeen questions", asked, header(7, RESPONSE, 17, 0, 0, 0), one("dns", "header")),
                argumentSet("an unknown opcode", asked, header(7, 0xf800, 1, 0, 0, 0), one("dns", "header")),
                argumentSet(
                        "a name that points at itself",
                        asked,
                        concat(header(7, RESPONSE, 1, 0, 0, 0), hex("c00c 0001 0001")),
                        one("dns", "question")),
                argumentSet(
                        "a record that is not there",
                        asked,
                        concat(header(7, RESPONSE, 1, 1, 0, 0), question("a.example", 1)),
                        one("dns", "record")),
                argumentSet(
                        "a byte after the last record",
                        asked,
                        concat(response(7, "a.example", 1), new byte[1]),
                        one("dns", "trailing_bytes")),
                argumentSet("what may be another protocol", header(7, QUERY, 17, 0, 0, 0), NOTHING, Map.of()),
                argumentSet("another protocol", hex("0001 0000 2112a442" + "00".repeat(12)), NOTHING, Map.of()));
    }

    @ParameterizedTest
    @MethodSource
    void datagrams(byte[] client, byte[] server, Map<String, Integer> expected) {
        UdpProtocols protocols = new ProtocolReaders(ALL).udp();
        send(protocols, false, client, client.length);
        send(protocols, true, server, server.length);
        protocols.end();
        assertThat(counted(protocols)).isEqualTo(expected);
    }

    /** The same messages, whose last byte the capture lacks. */
    @ParameterizedTest
    @MethodSource("wellFormedDatagrams")
    void aMessageThatTheCaptureCutIsNotMalformed(byte[] client, byte[] server) {
        for (int captured = 0; captured < server.length; captured++) {
            UdpProtocols protocols = new ProtocolReaders(ALL).udp();
            send(protocols, false, client, client.length);
            send(protocols, true, server, captured);
            protocols.end();
            assertThat(counted(protocols)).as("%d bytes", captured).isEmpty();
        }
    }

    static Stream<Arguments> wellFormedDatagrams() {
        byte[] hello = hex("fefd" + "5a".repeat(32) + "00 00 0002 c02b 0100");
        byte[] initial = Peer.client(RFC_DESTINATION).paddedInitial(crypto(Wire.CLIENT_HELLO));
        byte[] answer = Wire.join(
                Peer.server(RFC_DESTINATION).initial(crypto(Wire.SERVER_HELLO)),
                Peer.server(RFC_DESTINATION).handshake());
        return Stream.of(
                argumentSet("DNS", query(7, "a.example", 1), response(7, "a.example", 1)),
                argumentSet("DTLS", dtls(1, hello.length, hello), dtls(1, hello.length, hello)),
                argumentSet("QUIC", initial, answer));
    }

    private static void send(UdpProtocols protocols, boolean fromResponder, byte[] data, int captured) {
        if (data.length > 0) {
            protocols.datagram(new Payload().set(fromResponder, data, 0, captured, data.length));
        }
    }

    @Test
    void eachMessageOfAFlowCounts() {
        UdpProtocols protocols = new ProtocolReaders(ALL).udp();
        for (int i = 0; i < 3; i++) {
            send(protocols, false, dtls(1, 3, new byte[4]), 29);
        }
        send(protocols, false, dtls(2, 1, new byte[1]), 26);
        protocols.end();
        assertThat(counted(protocols)).isEqualTo(Map.of("dtls fragment", 3, "dtls server_hello", 1));
    }

    @Test
    void everyReasonHasANameOfItsOwn() {
        assertThat(Malformed.values())
                .extracting(reason -> reason.protocol() + ' ' + reason.text())
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9]+ [a-z_]+"));
    }

    private static Map<String, Integer> counted(FlowProtocols protocols) {
        Map<String, Integer> counted = new TreeMap<>();
        protocols.malformed().forEach((reason, count) -> counted.put(reason.protocol() + ' ' + reason.text(), count));
        return counted;
    }

    private static Map<String, Integer> one(String protocol, String reason) {
        return Map.of(protocol + ' ' + reason, 1);
    }

    private static byte[] tls(int type, byte[] body) {
        return handshakeRecord(message(type, body));
    }

    private static byte[] framed(byte[] message) {
        return concat(shorts(message.length), message);
    }

    /** A record of epoch 0 with one fragment from the start of a message. */
    private static byte[] dtls(int type, int messageLength, byte[] fragment) {
        byte[] handshake = concat(number(1, type), number(3, messageLength), hex("0000 000000"), vector(3, fragment));
        return concat(hex("16 fefd 0000 000000000001"), vector(2, handshake));
    }
}
