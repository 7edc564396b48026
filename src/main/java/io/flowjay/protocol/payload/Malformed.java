package io.flowjay.protocol.payload;

import org.apiguardian.api.API;

/**
 * What of a message breaks the format of its protocol. Each has a name and is counted, as Suricata's app-layer events are. Only a
 * flow that is known to speak the protocol has any: bytes of another protocol are not malformed.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum Malformed {
    /** A record header with a version, length or type that TLS does not have (RFC 8446 section 5.1). */
    TLS_RECORD("tls", "record"),
    /** A ClientHello whose fields do not fit into it. */
    TLS_CLIENT_HELLO("tls", "client_hello"),
    /** A ServerHello or HelloRetryRequest whose fields do not fit into it. */
    TLS_SERVER_HELLO("tls", "server_hello"),
    /** A Certificate message whose list does not fit into it. */
    TLS_CERTIFICATE_LIST("tls", "certificate_list"),
    /** A certificate that breaks DER (ITU-T X.690) or the structure of RFC 5280 section 4.1. */
    TLS_CERTIFICATE("tls", "certificate"),
    /** A ServerKeyExchange whose fields do not fit into it. */
    TLS_SERVER_KEY_EXCHANGE("tls", "server_key_exchange"),

    /** A record that is longer than its datagram (RFC 6347 section 4.1). */
    DTLS_RECORD_LENGTH("dtls", "record_length"),
    /** A handshake fragment that exceeds its record or its message (RFC 6347 section 4.2.2). */
    DTLS_FRAGMENT("dtls", "fragment"),
    /** A ClientHello whose fields do not fit into it. */
    DTLS_CLIENT_HELLO("dtls", "client_hello"),
    /** A ServerHello whose fields do not fit into it. */
    DTLS_SERVER_HELLO("dtls", "server_hello"),

    /** A long header, or a length in it, that exceeds its datagram or its bounds (RFC 9000 section 17.2). */
    QUIC_LONG_HEADER("quic", "long_header"),
    /** A Version Negotiation without a whole list of versions (RFC 9000 section 17.2.1). */
    QUIC_VERSION_NEGOTIATION("quic", "version_negotiation"),
    /** An Initial packet with a frame that is cut, not allowed, or beyond what is kept of a handshake (RFC 9000 section 12.4). */
    QUIC_FRAME("quic", "frame"),
    /** A CRYPTO stream that does not begin with the hello of its side, or with one that is too long to keep. */
    QUIC_CRYPTO_STREAM("quic", "crypto_stream"),
    /** A ClientHello whose fields do not fit into it. */
    QUIC_CLIENT_HELLO("quic", "client_hello"),
    /** A ServerHello whose fields do not fit into it. */
    QUIC_SERVER_HELLO("quic", "server_hello"),

    /** An identification line without a protocol version (RFC 4253 section 4.2). */
    SSH_IDENTIFICATION("ssh", "identification"),
    /** An identification line of more than 255 bytes. */
    SSH_LINE_LENGTH("ssh", "line_length"),
    /** A packet whose lengths contradict each other, or exceed 35,000 bytes (RFC 4253 section 6). */
    SSH_PACKET_LENGTH("ssh", "packet_length"),
    /** A KEXINIT whose lists do not fit into it (RFC 4253 section 7.1). */
    SSH_KEX_INIT("ssh", "kex_init"),

    /** A frame that is longer than the receiver allows (RFC 9113 section 4.2). */
    HTTP2_FRAME_SIZE("http2", "frame_size"),
    /** A frame on stream 0 that may not be there, or one off stream 0 that must be there (RFC 9113 section 6). */
    HTTP2_FRAME_STREAM("http2", "frame_stream"),
    /** A server that does not begin with SETTINGS (RFC 9113 section 3.4). */
    HTTP2_FIRST_FRAME("http2", "first_frame"),
    /** SETTINGS that are not a list of settings, or a SETTINGS_MAX_FRAME_SIZE out of bounds (RFC 9113 section 6.5). */
    HTTP2_SETTINGS("http2", "settings"),

    /** What follows a message of HTTP/1 and is not a start line (RFC 9112 section 2.1). */
    HTTP1_START_LINE("http1", "start_line"),
    /** A line of a head without a name, or with white space before its colon (RFC 9112 section 5). */
    HTTP1_FIELD_LINE("http1", "field_line"),
    /** A head of more than 64 KiB, or a start line of more than 16 KiB. */
    HTTP1_HEAD_LENGTH("http1", "head_length"),
    /** A Content-Length that is not a number, or several that differ (RFC 9112 section 6.3). */
    HTTP1_CONTENT_LENGTH("http1", "content_length"),
    /** A request whose last transfer coding is not chunked, so that its end is not known (RFC 9112 section 6.3). */
    HTTP1_TRANSFER_ENCODING("http1", "transfer_encoding"),
    /** A chunk without a size in hexadecimal digits, or one that does not end where it says (RFC 9112 section 7.1). */
    HTTP1_CHUNK("http1", "chunk"),

    /** A length that has no room for a header, over TCP (RFC 1035 section 4.2.2). */
    DNS_MESSAGE_LENGTH("dns", "message_length"),
    /** A header that is cut, or has an unknown opcode or impossible counts (RFC 1035 section 4.1.1). */
    DNS_HEADER("dns", "header"),
    /** A question that does not fit into its message, or whose name breaks the rules (RFC 1035 section 4.1.2). */
    DNS_QUESTION("dns", "question"),
    /** A record that does not fit into its message, or whose name breaks the rules (RFC 1035 section 4.1.3). */
    DNS_RECORD("dns", "record"),
    /** Bytes after the last record. */
    DNS_TRAILING_BYTES("dns", "trailing_bytes");

    private final String protocol;
    private final String text;

    Malformed(String protocol, String text) {
        this.protocol = protocol;
        this.text = text;
    }

    /** The protocol's name in counters and reports: {@code tls}, {@code dtls}, {@code quic}, {@code ssh}, {@code http2}, {@code http1}, {@code dns}. */
    public String protocol() {
        return protocol;
    }

    /** The reason's name in counters and reports; unique within its protocol. */
    public String text() {
        return text;
    }
}
