package io.flowjay.protocol.tls;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * DTLS in one direction: finds the hellos in datagrams, whole or in fragments (RFC 6347 sections 4.1 and 4.2.2).
 *
 * <pre>
 * record:    type 1 | version 2 | epoch 2 | sequence number 6 | length 2 | fragment
 * handshake: type 1 | length 3 | message number 2 | fragment offset 3 | fragment length 3 | fragment
 * </pre>
 */
final class DtlsReader {
    private static final int LAST_RECORD_TYPE = 26;
    /** What OpenSSL wrote before DTLS 1.0 was final, and Cisco's VPN clients still do. */
    private static final int BEFORE_DTLS_1_0 = 0x0100;

    private @Nullable ClientHello clientHello;
    private @Nullable ServerHello serverHello;
    private @Nullable HandshakeFragments fragments;

    void datagram(byte[] data, int offset, int length) {
        ByteCursor datagram = ByteCursor.of(data, offset, length);
        try {
            while (datagram.hasRemaining()) {
                record(datagram);
            }
        } catch (MalformedException e) {
            // Another protocol, or damage: the next datagram starts anew.
        }
    }

    static boolean isRecord(int type, int version) {
        boolean known = version >> 8 == 0xfe || version == BEFORE_DTLS_1_0;
        return type >= RecordReader.CHANGE_CIPHER_SPEC && type <= LAST_RECORD_TYPE && known;
    }

    int heldBytes() {
        return (clientHello == null ? 0 : clientHello.heldBytes())
                + (serverHello == null ? 0 : serverHello.heldBytes())
                + (fragments == null ? 0 : fragments.heldBytes());
    }

    private void record(ByteCursor datagram) throws MalformedException {
        int type = datagram.u8();
        int version = datagram.u16();
        if (!isRecord(type, version)) {
            throw datagram.malformed("no DTLS record");
        }
        int epoch = datagram.u16();
        datagram.skip(6);
        ByteCursor content = datagram.vector16();
        if (type == RecordReader.HANDSHAKE && epoch == 0) {
            while (content.hasRemaining()) {
                fragment(content);
            }
        }
    }

    private void fragment(ByteCursor content) throws MalformedException {
        int type = content.u8();
        int length = content.u24();
        int number = content.u16();
        int start = content.u24();
        ByteCursor bytes = content.vector24();
        if (start + bytes.remaining() > length) {
            throw content.malformed("handshake fragment beyond its message");
        }
        boolean wanted = (type == HandshakeType.CLIENT_HELLO && clientHello == null)
                || (type == HandshakeType.SERVER_HELLO && serverHello == null);
        if (!wanted) {
            return;
        }
        if (bytes.remaining() == length) {
            message(type, bytes);
            return;
        }
        HandshakeFragments message = fragments;
        if (message == null) {
            message = new HandshakeFragments();
            fragments = message;
        }
        message.begin(type, number, length);
        ByteCursor whole = message.add(start, bytes);
        if (whole != null) {
            fragments = null;
            message(type, whole);
        }
    }

    private void message(int type, ByteCursor body) throws MalformedException {
        if (type == HandshakeType.CLIENT_HELLO) {
            clientHello = ClientHello.ofDtls(body);
        } else {
            ServerHello hello = ServerHello.of(body);
            serverHello = hello.isRetry() ? null : hello;
        }
    }

    @Nullable
    ClientHello clientHello() {
        return clientHello;
    }

    @Nullable
    ServerHello serverHello() {
        return serverHello;
    }
}
