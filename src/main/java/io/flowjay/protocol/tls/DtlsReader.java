package io.flowjay.protocol.tls;

import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.MalformedCounts;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;
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
    static final int HEADER_LENGTH = 13;

    private static final int EPOCH = 3;
    private static final int CONTENT_LENGTH = 11;
    private static final int LAST_RECORD_TYPE = 26;
    /** What OpenSSL wrote before DTLS 1.0 was final, and Cisco's VPN clients still do. */
    private static final int BEFORE_DTLS_1_0 = 0x0100;

    /** A fragment of one more message drops the oldest of these. */
    private static final int MAX_UNFINISHED = 4;

    private final MalformedCounts malformed;
    /** What is malformed if what is read now is. */
    private Malformed reading = Malformed.DTLS_FRAGMENT;

    private @Nullable ClientHello clientHello;
    private @Nullable ServerHello serverHello;
    private @Nullable ServerHello retryRequest;
    /** Hellos that are not whole yet, the newest last. */
    private final List<HandshakeFragments> unfinished = new ArrayList<>(0);

    /** @param malformed counts what breaks the format */
    DtlsReader(MalformedCounts malformed) {
        this.malformed = malformed;
    }

    /** Takes a datagram. One without plain handshake records costs no allocation: most of a flow's are encrypted. */
    void datagram(Payload datagram) {
        int end = datagram.remaining();
        int at = 0;
        while (end - at >= HEADER_LENGTH && isRecord(datagram.u8At(at), datagram.u16At(at + 1))) {
            boolean plain = datagram.u8At(at) == RecordReader.HANDSHAKE && datagram.u16At(at + EPOCH) == 0;
            int content = datagram.u16At(at + CONTENT_LENGTH);
            at += HEADER_LENGTH;
            if (content > end - at) {
                if (!datagram.isCut()) {
                    malformed.add(Malformed.DTLS_RECORD_LENGTH);
                }
                return;
            }
            if (plain && !readFragments(datagram.cursor(at, content))) {
                return;
            }
            at += content;
        }
    }

    /** Answers false where the content is malformed; the next datagram starts anew. */
    private boolean readFragments(ByteCursor content) {
        try {
            while (content.hasRemaining()) {
                fragment(content);
            }
            return true;
        } catch (MalformedException e) {
            malformed.add(reading);
            return false;
        }
    }

    static boolean isRecord(int type, int version) {
        boolean known = version >> 8 == 0xfe || version == BEFORE_DTLS_1_0;
        return type >= RecordReader.CHANGE_CIPHER_SPEC && type <= LAST_RECORD_TYPE && known;
    }

    int heldBytes() {
        int hellos = (clientHello == null ? 0 : clientHello.heldBytes())
                + (serverHello == null ? 0 : serverHello.heldBytes())
                + (retryRequest == null ? 0 : retryRequest.heldBytes());
        int held = hellos;
        for (int i = 0; i < unfinished.size(); i++) {
            held += unfinished.get(i).heldBytes();
        }
        return held;
    }

    private void fragment(ByteCursor content) throws MalformedException {
        reading = Malformed.DTLS_FRAGMENT;
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
        HandshakeFragments message = unfinished(type, number, length);
        ByteCursor whole = message.add(start, bytes);
        if (whole != null) {
            unfinished.removeIf(other -> other.type() == type);
            message(type, whole);
        }
    }

    /** The message of a fragment. Fragments of several may come in turn: of the hello without cookie and of that with one. */
    private HandshakeFragments unfinished(int type, int number, int length) {
        for (int i = 0; i < unfinished.size(); i++) {
            if (unfinished.get(i).isOf(type, number, length)) {
                return unfinished.get(i);
            }
        }
        if (unfinished.size() == MAX_UNFINISHED) {
            unfinished.remove(0);
        }
        HandshakeFragments message = new HandshakeFragments(type, number, length);
        unfinished.add(message);
        return message;
    }

    private void message(int type, ByteCursor body) throws MalformedException {
        reading = type == HandshakeType.CLIENT_HELLO ? Malformed.DTLS_CLIENT_HELLO : Malformed.DTLS_SERVER_HELLO;
        if (type == HandshakeType.CLIENT_HELLO) {
            clientHello = ClientHello.ofDtls(body);
        } else {
            ServerHello hello = ServerHello.of(body);
            retryRequest = hello.isRetry() ? hello : retryRequest;
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

    @Nullable
    ServerHello retryRequest() {
        return retryRequest;
    }
}
