package io.flowjay.protocol.tls;

/**
 * A key share (RFC 8446 section 4.2.8).
 *
 * @param group the named group
 * @param length bytes of the public value; 0 where a HelloRetryRequest only asks for the group
 */
record KeyShare(int group, int length) {
    /** Memory that one takes, about. */
    static final int BYTES = 24;
}
