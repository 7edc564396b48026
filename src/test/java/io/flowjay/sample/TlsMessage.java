package io.flowjay.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** TLS records (RFC 8446 section 5.1) and the handshake messages of a server. */
final class TlsMessage {
    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int NEW_SESSION_TICKET = 4;
    static final int CERTIFICATE = 11;
    static final int SERVER_KEY_EXCHANGE = 12;
    static final int SERVER_HELLO_DONE = 14;
    static final int CLIENT_KEY_EXCHANGE = 16;

    static final int CHANGE_CIPHER_SPEC_RECORD = 20;
    static final int ALERT_RECORD = 21;
    static final int HANDSHAKE_RECORD = 22;
    static final int APPLICATION_RECORD = 23;

    private TlsMessage() {}

    static byte[] record(int type, byte[] body) {
        return record(type, 0x0303, body);
    }

    static byte[] record(int type, int version, byte[] body) {
        return new Bytes().u8(type).u16(version).vector16(body).toArray();
    }

    /** The first record of a connection, whose version is 3.1 for the sake of old servers. */
    static byte[] firstRecord(byte[] clientHello) {
        return record(HANDSHAKE_RECORD, 0x0301, clientHello);
    }

    static byte[] changeCipherSpec() {
        return record(CHANGE_CIPHER_SPEC_RECORD, new byte[] {1});
    }

    static byte[] handshake(int type, byte[] body) {
        return new Bytes().u8(type).vector24(body).toArray();
    }

    static byte[] serverHello(byte[] random, byte[] session, int cipher, List<byte[]> extensions) {
        byte[] body = new Bytes()
                .u16(0x0303)
                .raw(random)
                .vector8(session)
                .u16(cipher)
                .u8(0)
                .vector16(Bytes.concat(extensions.toArray(new byte[0][])))
                .toArray();
        return handshake(SERVER_HELLO, body);
    }

    /** The Certificate message of TLS 1.2 with the sample's own server certificate and that of its issuer. */
    static byte[] certificate() {
        byte[] chain = new Bytes()
                .vector24(resource("server.der"))
                .vector24(resource("issuer.der"))
                .toArray();
        return handshake(CERTIFICATE, new Bytes().vector24(chain).toArray());
    }

    /** ECDHE over X25519 signed with RSA-PSS (RFC 8422 section 5.4); the signature is noise of the right size. */
    static byte[] serverKeyExchange(Noise noise) {
        byte[] body = new Bytes()
                .u8(3)
                .u16(TlsExtension.X25519)
                .vector8(noise.bytes(32))
                .u16(0x0804)
                .vector16(noise.bytes(256))
                .toArray();
        return handshake(SERVER_KEY_EXCHANGE, body);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(TlsMessage.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
