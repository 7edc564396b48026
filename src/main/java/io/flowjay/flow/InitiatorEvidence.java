package io.flowjay.flow;

import io.flowjay.protocol.ClientSign;

/**
 * What shows which side of a flow is the initiator (RFC 5103: biflowDirection), the best first. The first packet of a kind decides.
 */
public enum InitiatorEvidence {
    /** An earlier part of the same connection. */
    EARLIER_PART("earlier_part"),
    /** A SYN without ACK (RFC 9293 section 3.5). */
    SYN("syn"),
    /** A SYN with ACK, which answers. */
    SYN_ACK("syn_ack"),
    /** A chunk INIT of SCTP (RFC 9260 section 3.3.2), or the INIT ACK that answers it. */
    SCTP_INIT("sctp_init"),
    /** A hello of TLS. */
    TLS_HELLO("tls_hello"),
    /** A hello of DTLS. */
    DTLS_HELLO("dtls_hello"),
    /** A packet of QUIC that only one side sends. */
    QUIC_PACKET("quic_packet"),
    /** The bit QR of a DNS message. */
    DNS_MESSAGE("dns_message"),
    /** The connection preface of HTTP/2. */
    HTTP2_PREFACE("http2_preface"),
    /** A query of ICMP or its answer. */
    ICMP_QUERY("icmp_query"),
    /** A service listens on one port more likely than on the other one. */
    SERVICE_PORT("service_port"),
    /** Nothing but the order in the capture. */
    FIRST_PACKET("first_packet");

    private final String text;

    InitiatorEvidence(String text) {
        this.text = text;
    }

    /** The evidence as records have it. */
    public String text() {
        return text;
    }

    /** Whether payload can show nothing better. */
    boolean beatsPayload() {
        return switch (this) {
            case EARLIER_PART, SYN, SYN_ACK, SCTP_INIT -> true;
            default -> false;
        };
    }

    static InitiatorEvidence of(ClientSign sign) {
        return switch (sign) {
            case SCTP_CLIENT, SCTP_SERVER -> SCTP_INIT;
            case TLS_CLIENT, TLS_SERVER -> TLS_HELLO;
            case DTLS_CLIENT, DTLS_SERVER -> DTLS_HELLO;
            case QUIC_CLIENT, QUIC_SERVER -> QUIC_PACKET;
            case DNS_CLIENT, DNS_SERVER -> DNS_MESSAGE;
            case HTTP2_CLIENT -> HTTP2_PREFACE;
        };
    }
}
