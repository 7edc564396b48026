package io.flowjay.protocol.tls;

import io.flowjay.wire.Bytes;

/** The header that a load balancer puts ahead of a client's bytes, in their first segment (PROXY protocol, versions 1 and 2). */
final class ProxyHeader {
    private static final byte[] LINE_START = {'P', 'R', 'O', 'X', 'Y', ' '};
    /** CRLF CRLF NUL CRLF "QUIT" LF. */
    private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};

    private static final int MAX_LINE = 107;
    private static final int BINARY_LENGTH = 16;

    private ProxyHeader() {}

    /** Length of a whole header at the start of the bytes; 0 when there is none. */
    static int length(byte[] data, int offset, int length) {
        if (startsWith(data, offset, length, LINE_START)) {
            int end = offset + Math.min(length, MAX_LINE);
            for (int i = offset; i < end; i++) {
                if (data[i] == '\n') {
                    return i + 1 - offset;
                }
            }
        } else if (length >= BINARY_LENGTH && startsWith(data, offset, length, SIGNATURE)) {
            int whole = BINARY_LENGTH + Bytes.u16be(data, offset + BINARY_LENGTH - 2);
            return whole <= length ? whole : 0;
        }
        return 0;
    }

    private static boolean startsWith(byte[] data, int offset, int length, byte[] start) {
        if (length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (data[offset + i] != start[i]) {
                return false;
            }
        }
        return true;
    }
}
