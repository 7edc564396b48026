package io.flowjay.sample;

import static io.flowjay.sample.TlsMessage.APPLICATION_RECORD;
import static io.flowjay.sample.TlsMessage.HANDSHAKE_RECORD;
import static io.flowjay.sample.Way.BACKWARD;
import static io.flowjay.sample.Way.FORWARD;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.pcap4j.packet.TcpPacket.TcpOption;
import org.pcap4j.packet.UnknownTcpOption;
import org.pcap4j.packet.namednumber.TcpOptionKind;

/** TLS over TCP: version 1.2, version 1.3 with a hybrid key exchange, and a handshake the server refuses. */
final class TlsConversations {
    private static final int HTTPS = 443;

    private TlsConversations() {}

    /** TLS 1.2, ECDHE-RSA with AES-128-GCM, ended by close_notify. */
    static void tls12(Trace trace) {
        Noise noise = new Noise(12);
        TcpConversation tcp = TcpConversation.between(
                new Link(trace, Host.LAPTOP, Host.remote("198.51.100.20")),
                Duration.ofMillis(412),
                Duration.ofMillis(24),
                51_344,
                TcpStack.WINDOWS,
                HTTPS);
        tcp.open();
        tcp.send(FORWARD, TlsMessage.firstRecord(TlsClientHello.browser("shop.example.com", noise)));
        tcp.send(BACKWARD, firstServerFlight(noise));
        byte[] clientKey = new Bytes().vector8(noise.bytes(32)).toArray();
        tcp.send(
                FORWARD,
                Bytes.concat(
                        handshakeRecord(TlsMessage.handshake(TlsMessage.CLIENT_KEY_EXCHANGE, clientKey)),
                        TlsMessage.changeCipherSpec(),
                        gcmRecord(HANDSHAKE_RECORD, 0, 16, noise)));
        byte[] ticket = new Bytes().u32(7200).vector16(noise.bytes(176)).toArray();
        tcp.send(
                BACKWARD,
                Bytes.concat(
                        handshakeRecord(TlsMessage.handshake(TlsMessage.NEW_SESSION_TICKET, ticket)),
                        TlsMessage.changeCipherSpec(),
                        gcmRecord(HANDSHAKE_RECORD, 0, 16, noise)));
        tcp.send(FORWARD, gcmRecord(APPLICATION_RECORD, 1, 93, noise));
        tcp.send(FORWARD, gcmRecord(APPLICATION_RECORD, 2, 412, noise));
        tcp.send(BACKWARD, gcmRecord(APPLICATION_RECORD, 1, 38, noise));
        tcp.send(
                BACKWARD,
                Bytes.concat(
                        gcmRecord(APPLICATION_RECORD, 2, 318, noise), gcmRecord(APPLICATION_RECORD, 3, 4096, noise)));
        tcp.pause(Duration.ofMillis(2310));
        tcp.send(FORWARD, gcmRecord(APPLICATION_RECORD, 3, 187, noise));
        tcp.send(BACKWARD, gcmRecord(APPLICATION_RECORD, 4, 733, noise));
        tcp.pause(Duration.ofMillis(5120));
        tcp.send(FORWARD, gcmRecord(TlsMessage.ALERT_RECORD, 4, 2, noise));
        tcp.close(FORWARD);
    }

    private static byte[] firstServerFlight(Noise noise) {
        byte[] hello = TlsMessage.serverHello(
                noise.bytes(32),
                new byte[0],
                0xC02F,
                List.of(
                        TlsExtension.noRenegotiationYet(),
                        TlsExtension.uncompressedPoints(),
                        TlsExtension.sessionTicket(),
                        TlsExtension.alpn("h2"),
                        TlsExtension.extendedMasterSecret()));
        return Bytes.concat(
                handshakeRecord(hello),
                handshakeRecord(TlsMessage.certificate()),
                handshakeRecord(TlsMessage.serverKeyExchange(noise)),
                handshakeRecord(TlsMessage.handshake(TlsMessage.SERVER_HELLO_DONE, new byte[0])));
    }

    /** TLS 1.3 with X25519MLKEM768: the ClientHello and the ServerHello both carry key shares above a kilobyte. */
    static void tls13(Trace trace) {
        Noise noise = new Noise(13);
        TcpConversation tcp = TcpConversation.linux(
                new Link(trace, Host.LAPTOP, Host.remote("203.0.113.80")),
                Duration.ofMillis(1_630),
                Duration.ofMillis(38),
                40_122,
                HTTPS);
        tcp.open();
        byte[] clientHello = TlsClientHello.postQuantumBrowser("www.example.com", noise);
        tcp.send(FORWARD, TlsMessage.firstRecord(clientHello));
        byte[] session = Arrays.copyOfRange(clientHello, 39, 71);
        byte[] hello = TlsMessage.serverHello(
                noise.bytes(32),
                session,
                0x1301,
                List.of(
                        TlsExtension.selectedVersion(0x0304),
                        TlsExtension.of(
                                51, TlsExtension.keyShare(TlsExtension.X25519_MLKEM768, noise.bytes(1088 + 32)))));
        tcp.send(
                BACKWARD,
                Bytes.concat(
                        handshakeRecord(hello), TlsMessage.changeCipherSpec(), sealed(2486, noise), sealed(53, noise)));
        tcp.send(FORWARD, Bytes.concat(TlsMessage.changeCipherSpec(), sealed(53, noise)));
        tcp.send(FORWARD, sealed(110, noise));
        tcp.send(FORWARD, sealed(505, noise));
        tcp.send(BACKWARD, Bytes.concat(sealed(250, noise), sealed(250, noise), sealed(62, noise)));
        tcp.send(BACKWARD, Bytes.concat(sealed(214, noise), sealed(8214, noise), sealed(3120, noise)));
        tcp.pause(Duration.ofMillis(940));
        tcp.send(FORWARD, sealed(161, noise));
        tcp.send(BACKWARD, Bytes.concat(sealed(188, noise), sealed(2904, noise)));
        tcp.pause(Duration.ofMillis(11_400));
        tcp.send(FORWARD, sealed(19, noise));
        tcp.close(FORWARD);
    }

    /** A client that tries Multipath TCP, and a server that knows neither it nor any of the client's ciphers. */
    static void refusedHandshake(Trace trace) {
        Noise noise = new Noise(14);
        TcpConversation tcp = TcpConversation.linux(
                        new Link(trace, Host.LAPTOP, Host.remote("203.0.113.81")),
                        Duration.ofMillis(9_705),
                        Duration.ofMillis(61),
                        47_890,
                        HTTPS)
                .withSynOption(multipathCapable());
        tcp.open();
        tcp.send(FORWARD, TlsMessage.firstRecord(TlsClientHello.library("legacy.example.net", noise)));
        tcp.send(BACKWARD, TlsMessage.record(TlsMessage.ALERT_RECORD, new byte[] {2, 40}));
        tcp.close(BACKWARD);
    }

    /** MP_CAPABLE of version 1 in a SYN, RFC 8684 section 3.1. */
    private static TcpOption multipathCapable() {
        return new UnknownTcpOption.Builder()
                .kind(TcpOptionKind.getInstance((byte) 30))
                .data(new byte[] {1, 1})
                .correctLengthAtBuild(true)
                .build();
    }

    private static byte[] handshakeRecord(byte[] message) {
        return TlsMessage.record(HANDSHAKE_RECORD, message);
    }

    /** A TLS 1.2 AES-GCM record: explicit nonce, ciphertext, tag of 16 bytes (RFC 5288 section 3). */
    private static byte[] gcmRecord(int type, long nonce, int plaintext, Noise noise) {
        return TlsMessage.record(
                type, new Bytes().u64(nonce).raw(noise.bytes(plaintext + 16)).toArray());
    }

    private static byte[] sealed(int length, Noise noise) {
        return TlsMessage.record(APPLICATION_RECORD, noise.bytes(length));
    }
}
