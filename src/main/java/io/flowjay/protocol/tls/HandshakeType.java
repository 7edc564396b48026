package io.flowjay.protocol.tls;

/** Types of handshake messages (RFC 8446 section 4, RFC 5246 section 7.4). */
final class HandshakeType {
    public static final int CLIENT_HELLO = 1;
    public static final int SERVER_HELLO = 2;

    static final int NEW_SESSION_TICKET = 4;
    static final int CERTIFICATE = 11;
    static final int SERVER_KEY_EXCHANGE = 12;
    static final int CLIENT_KEY_EXCHANGE = 16;

    private HandshakeType() {}
}
