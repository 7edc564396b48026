package io.flowjay.protocol;

/** Application protocols that payload is searched for, by its content and not by ports. */
public enum Protocol {
    /** TLS over TCP, and DTLS over UDP and SCTP. */
    TLS,
    QUIC,
    SSH,
    /** DNS over UDP and TCP, mDNS and LLMNR. */
    DNS,
    /** HTTP/2 in the clear. */
    HTTP2,
    /** HTTP/1.0 and HTTP/1.1 in the clear. */
    HTTP1
}
