package io.flowjay.protocol.container;

import io.flowjay.protocol.payload.Payload;

/** The header that a load balancer puts before a client's bytes, in their first segment (PROXY protocol, versions 1 and 2). */
public final class ProxyHeader {
    private static final byte[] LINE_START = {'P', 'R', 'O', 'X', 'Y', ' '};
    /** CRLF CRLF NUL CRLF "QUIT" LF. */
    private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};

    private static final int MAX_LINE = 107;
    private static final int BINARY_LENGTH = 16;

    private ProxyHeader() {}

    /**
     * Length of a header at the start of the bytes; 0 without one. A binary header states its length, which may exceed the segment;
     * a line must be whole.
     */
    public static int length(Payload run) {
        int length = run.remaining();
        if (startsWith(run, LINE_START)) {
            for (int i = 0; i < Math.min(length, MAX_LINE); i++) {
                if (run.u8At(i) == '\n') {
                    return i + 1;
                }
            }
        } else if (length >= BINARY_LENGTH && startsWith(run, SIGNATURE)) {
            return BINARY_LENGTH + run.u16At(BINARY_LENGTH - 2);
        }
        return 0;
    }

    private static boolean startsWith(Payload run, byte[] start) {
        if (run.remaining() < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (run.u8At(i) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
