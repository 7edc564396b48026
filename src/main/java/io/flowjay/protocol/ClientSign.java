package io.flowjay.protocol;

import io.flowjay.protocol.quic.QuicSign;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a payload show about who is the client. A sign needs no state, so it does not depend on which protocols are
 * decoded.
 */
public enum ClientSign {
    /** An INIT of SCTP (RFC 9260 section 3.3.2). */
    SCTP_CLIENT(true),
    /** An INIT ACK of SCTP (RFC 9260 section 3.3.3). */
    SCTP_SERVER(false),
    /** A ClientHello of TLS (RFC 8446 section 4.1.2). */
    TLS_CLIENT(true),
    /** A ServerHello of TLS (RFC 8446 section 4.1.3). */
    TLS_SERVER(false),
    /** A ClientHello of DTLS (RFC 6347 section 4.2). */
    DTLS_CLIENT(true),
    /** A ServerHello or HelloVerifyRequest of DTLS. */
    DTLS_SERVER(false),
    /** A 0-RTT packet of QUIC, or an Initial with a token (RFC 9000 section 17.2). */
    QUIC_CLIENT(true),
    /** A Retry or Version Negotiation of QUIC, or an Initial for a client without a connection id. */
    QUIC_SERVER(false),
    /** A query of DNS (RFC 1035 section 4.1.1: QR is 0). */
    DNS_CLIENT(true),
    /** A response of DNS (QR is 1). */
    DNS_SERVER(false),
    /** The connection preface of HTTP/2 (RFC 9113 section 3.4). */
    HTTP2_CLIENT(true);

    private static final int SCTP_CHUNK_HEADER = 4;
    private static final int SCTP_INIT = 1;
    private static final int SCTP_INIT_ACK = 2;
    private static final int DNS_PORT = 53;
    private static final int DNS_HEADER = 12;
    private static final int RESPONSE = 0x80;
    private static final int TLS_HANDSHAKE = 22;
    private static final int TLS_MESSAGE = 5;
    private static final int DTLS_MESSAGE = 13;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int HELLO_VERIFY_REQUEST = 3;
    private static final byte[] PREFACE = {'P', 'R', 'I', ' ', '*', ' ', 'H', 'T', 'T', 'P', '/', '2', '.', '0'};

    private final boolean fromClient;

    ClientSign(boolean fromClient) {
        this.fromClient = fromClient;
    }

    /** Whether the client sent the payload; otherwise the server did. */
    public boolean isFromClient() {
        return fromClient;
    }

    /**
     * The sign in the chunks of an SCTP packet. INIT and INIT ACK are alone in their packet (RFC 9260 section 6.10).
     *
     * @param data holds the chunks
     * @param at where they start
     * @param length bytes of them, as the headers state it
     * @param captured bytes of them that were captured
     * @return null when the packet shows nothing
     */
    public static @Nullable ClientSign ofChunks(byte[] data, int at, int length, int captured) {
        if (captured < SCTP_CHUNK_HEADER) {
            return null;
        }
        int padding = length - (((data[at + 2] & 0xff) << 8) | (data[at + 3] & 0xff));
        if (padding < 0 || padding >= SCTP_CHUNK_HEADER) {
            return null;
        }
        return switch (data[at]) {
            case SCTP_INIT -> SCTP_CLIENT;
            case SCTP_INIT_ACK -> SCTP_SERVER;
            default -> null;
        };
    }

    /**
     * The sign at the start of a TCP segment's payload.
     *
     * @param dns whether one of the ports is that of DNS
     * @param data holds the payload
     * @param at where it starts
     * @param length bytes of it that were captured
     * @return null when the payload shows nothing
     */
    public static @Nullable ClientSign ofSegment(boolean dns, byte[] data, int at, int length) {
        if (length > TLS_MESSAGE && data[at] == TLS_HANDSHAKE && data[at + 1] == 3) {
            return switch (data[at + TLS_MESSAGE]) {
                case CLIENT_HELLO -> TLS_CLIENT;
                case SERVER_HELLO -> TLS_SERVER;
                default -> null;
            };
        }
        if (length >= PREFACE.length && data[at] == PREFACE[0] && startsWithPreface(data, at)) {
            return HTTP2_CLIENT;
        }
        return dns && length >= DNS_HEADER + 2 ? dns(data[at + 4]) : null;
    }

    /**
     * The sign at the start of a UDP datagram's payload.
     *
     * @param dns whether one of the ports is that of DNS
     * @param data holds the payload
     * @param at where it starts
     * @param length bytes of it that were captured
     * @return null when the payload shows nothing
     */
    public static @Nullable ClientSign ofDatagram(boolean dns, byte[] data, int at, int length) {
        if (dns) {
            return length >= DNS_HEADER ? dns(data[at + 2]) : null;
        }
        if (length > DTLS_MESSAGE && data[at] == TLS_HANDSHAKE && data[at + 1] == (byte) 0xfe) {
            return switch (data[at + DTLS_MESSAGE]) {
                case CLIENT_HELLO -> DTLS_CLIENT;
                case SERVER_HELLO, HELLO_VERIFY_REQUEST -> DTLS_SERVER;
                default -> null;
            };
        }
        if (length > 0 && data[at] < 0) {
            return switch (QuicSign.of(data, at, length)) {
                case CLIENT -> QUIC_CLIENT;
                case SERVER -> QUIC_SERVER;
                case NONE -> null;
            };
        }
        return null;
    }

    /** Whether a port is that of DNS. */
    public static boolean isDnsPort(int port) {
        return port == DNS_PORT;
    }

    private static ClientSign dns(byte flags) {
        return (flags & RESPONSE) == 0 ? DNS_CLIENT : DNS_SERVER;
    }

    private static boolean startsWithPreface(byte[] data, int at) {
        for (int i = 0; i < PREFACE.length; i++) {
            if (data[at + i] != PREFACE[i]) {
                return false;
            }
        }
        return true;
    }
}
