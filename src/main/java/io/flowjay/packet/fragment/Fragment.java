package io.flowjay.packet.fragment;

/**
 * A fragment of an IP packet.
 *
 * @param key what it has in common with the others
 * @param protocol protocol of what it carries; counts in the first fragment
 * @param offset where in the payload it belongs, in bytes
 * @param more whether it is not the last one
 * @param at where its bytes are
 * @param length how many there were on the wire
 * @param header where its IP header is
 * @param ipLength its length by the IP header
 */
public record Fragment(
        FragmentKey key, int protocol, int offset, boolean more, int at, int length, int header, int ipLength) {
    /** Fragments start at multiples of this (RFC 791 section 3.2). */
    public static final int BLOCK = 8;

    /** Whether it fits into an IP packet, and ends where another one may begin. */
    boolean isValid() {
        return length > 0 && offset + length <= Datagram.MAX_LENGTH && (!more || length % BLOCK == 0);
    }
}
