package io.flowjay.protocol.tls;

import io.flowjay.protocol.payload.MalformedCounts;
import io.flowjay.protocol.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * DTLS between two endpoints of UDP or SCTP. Datagrams of other protocols that share the ports (STUN, SRTP; RFC 7983) are skipped. The
 * hellos show which side is the client.
 */
public final class DtlsConnection {
    private static final int FIXED_BYTES = 160;

    private final MalformedCounts malformed = new MalformedCounts();
    private DtlsReader forward = new DtlsReader(malformed);
    private DtlsReader backward = new DtlsReader(malformed);

    /** Whether a datagram begins with a record of DTLS. */
    public static boolean mayBegin(Payload datagram) {
        return datagram.remaining() >= DtlsReader.HEADER_LENGTH
                && DtlsReader.isRecord(datagram.u8At(0), datagram.u16At(1));
    }

    /** Exchanges initiator and responder. */
    public void turn() {
        DtlsReader ofInitiator = forward;
        forward = backward;
        backward = ofInitiator;
    }

    /** Memory that this takes, about, in bytes. */
    public int heldBytes() {
        return FIXED_BYTES + malformed.heldBytes() + forward.heldBytes() + backward.heldBytes();
    }

    /**
     * Takes a datagram, which is not kept.
     *
     * @param datagram its UDP payload, or a user message of SCTP
     */
    public void datagram(Payload datagram) {
        (datagram.fromResponder() ? backward : forward).datagram(datagram);
    }

    /** Counts the records and messages that broke the format. */
    public void countMalformed(MalformedCounts into) {
        into.addAll(malformed);
    }

    /** Whether a datagram can still add anything. */
    public boolean wantsMore() {
        return clientHello() == null || serverHello() == null;
    }

    /** Whether a whole ClientHello or ServerHello was read. */
    public boolean detected() {
        return clientHello() != null || firstServerHello() != null;
    }

    /** The first ClientHello that was whole; null when none was. */
    public @Nullable ClientHello clientHello() {
        return forward.clientHello() != null ? forward.clientHello() : backward.clientHello();
    }

    /** The ServerHello; null when none was whole. A HelloRetryRequest is none. */
    public @Nullable ServerHello serverHello() {
        return backward.serverHello() != null ? backward.serverHello() : forward.serverHello();
    }

    /** The server's first hello: the HelloRetryRequest of DTLS 1.3 if it sent one, else the ServerHello; null when none was whole. */
    public @Nullable ServerHello firstServerHello() {
        ServerHello retry = backward.retryRequest() != null ? backward.retryRequest() : forward.retryRequest();
        return retry == null ? serverHello() : retry;
    }

    /** The version negotiated, or without a ServerHello the newest that the client offers; 0 when neither is known. */
    public int version() {
        ServerHello server = serverHello() != null ? serverHello() : firstServerHello();
        ClientHello client = clientHello();
        if (server != null) {
            return server.version();
        }
        return client == null ? 0 : client.offeredVersion();
    }
}
