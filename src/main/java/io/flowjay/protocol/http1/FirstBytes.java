package io.flowjay.protocol.http1;

import io.flowjay.protocol.payload.Payload;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** A look at the start of a segment: whether an HTTP message may begin there. It allocates nothing. */
final class FirstBytes {
    /**
     * Methods of the IANA HTTP Method Registry, without PRI, which is HTTP/2; those of UPnP Device Architecture 2.0 and of MS-RPCH,
     * MS-TSGU and MS-SSTP; and the start of a status line (RFC 9112 section 4).
     */
    private static final byte[][] STARTS = Stream.of(
                    "GET ",
                    "POST ",
                    "HEAD ",
                    "HTTP/1.",
                    "PUT ",
                    "DELETE ",
                    "OPTIONS ",
                    "CONNECT ",
                    "PATCH ",
                    "TRACE ",
                    "QUERY ",
                    "PROPFIND ",
                    "PROPPATCH ",
                    "REPORT ",
                    "MKCOL ",
                    "COPY ",
                    "MOVE ",
                    "LOCK ",
                    "UNLOCK ",
                    "SEARCH ",
                    "ACL ",
                    "BASELINE-CONTROL ",
                    "BIND ",
                    "CHECKIN ",
                    "CHECKOUT ",
                    "LABEL ",
                    "LINK ",
                    "MERGE ",
                    "MKACTIVITY ",
                    "MKCALENDAR ",
                    "MKREDIRECTREF ",
                    "MKWORKSPACE ",
                    "ORDERPATCH ",
                    "REBIND ",
                    "UNBIND ",
                    "UNCHECKOUT ",
                    "UNLINK ",
                    "UPDATE ",
                    "UPDATEREDIRECTREF ",
                    "VERSION-CONTROL ",
                    "SUBSCRIBE ",
                    "UNSUBSCRIBE ",
                    "NOTIFY ",
                    "M-SEARCH ",
                    "RPC_IN_DATA ",
                    "RPC_OUT_DATA ",
                    "RDG_IN_DATA ",
                    "RDG_OUT_DATA ",
                    "SSTP_DUPLEX_POST ")
            .map(start -> start.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private static final int TLS_HEADER = 5;
    private static final int TLS_LONGEST = (1 << 14) + 2048;

    private FirstBytes() {}

    /** Whether the bytes begin a start line of HTTP/1, as far as they go. */
    static boolean mayBegin(Payload run) {
        int first = run.u8At(0);
        if (first < 'A' || first > 'Z') {
            return false;
        }
        for (byte[] start : STARTS) {
            if (start[0] == first && startsWith(run, start)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a record of TLS begins there (RFC 8446 section 5.1), after which only a decoder of TLS learns more. */
    static boolean isTls(Payload run) {
        int type = run.u8At(0);
        return type >= 0x14
                && type <= 0x17
                && run.remaining() >= TLS_HEADER
                && run.u8At(1) == 3
                && run.u8At(2) <= 4
                && run.u16At(3) <= TLS_LONGEST;
    }

    private static boolean startsWith(Payload run, byte[] start) {
        int length = Math.min(run.remaining(), start.length);
        for (int i = 1; i < length; i++) {
            if (run.u8At(i) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
