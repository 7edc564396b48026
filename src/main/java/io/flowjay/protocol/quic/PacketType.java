package io.flowjay.protocol.quic;

/** Types of packets with a long header (RFC 9000 section 17.2); each version has its own order of them on the wire. */
enum PacketType {
    INITIAL,
    ZERO_RTT,
    HANDSHAKE,
    RETRY
}
