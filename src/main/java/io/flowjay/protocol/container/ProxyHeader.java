package io.flowjay.protocol.container;

import io.flowjay.protocol.payload.Payload;

/** The header that a load balancer puts before a client's bytes (PROXY protocol, versions 1 and 2). */
public final class ProxyHeader {
    private static final byte[] LINE_START = {'P', 'R', 'O', 'X', 'Y', ' '};
    /** CRLF CRLF NUL CRLF "QUIT" LF. */
    private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};

    private static final int MAX_LINE = 107;
    private static final int BINARY_LENGTH = 16;

    private ProxyHeader() {}

    /** Whether all bytes are the start of a header, and too few to know its length. */
    public static boolean isPart(Payload run) {
        int length = run.remaining();
        if (begins(run, LINE_START)) {
            return length < MAX_LINE && length(run) == 0;
        }
        return length < BINARY_LENGTH && begins(run, SIGNATURE);
    }

    /**
     * Length of a header at the start of the bytes; 0 without one. A binary header states its length, which may exceed the bytes;
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
        return run.remaining() >= start.length && begins(run, start);
    }

    /** Whether the bytes are as {@code start} is, as far as both go. */
    private static boolean begins(Payload run, byte[] start) {
        for (int i = 0; i < Math.min(start.length, run.remaining()); i++) {
            if (run.u8At(i) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
