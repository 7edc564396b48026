package io.flowjay.protocol.http2;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A client starts with the connection preface (RFC 9113 section 3.4), or with an HTTP/1.1 request that asks for an upgrade to h2c and
 * has the preface behind its content (RFC 7540 section 3.2).
 */
final class ClientDirection extends Http2Direction {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private int matched;
    private @Nullable HttpHead request;
    private boolean requestEnded;
    private long contentLeft;

    ClientDirection(Settings own, Settings peers) {
        super(false, own, peers);
    }

    @Override
    int opening(byte[] data, int from, int to) {
        if (request != null && !requestEnded) {
            return request(request, data, from, to);
        }
        if (contentLeft > 0) {
            int skipped = (int) Math.min(contentLeft, to - from);
            contentLeft -= skipped;
            return from + skipped;
        }
        return preface(data, from, to);
    }

    private int preface(byte[] data, int from, int to) {
        int at = from;
        while (at < to && matched < PREFACE.length && data[at] == PREFACE[matched]) {
            matched++;
            at++;
        }
        if (matched == PREFACE.length) {
            framesFollow();
        } else if (at < to) {
            if (requestEnded || !startsMethod(data[at])) {
                reject();
            } else {
                HttpHead head = new HttpHead();
                head.accept(PREFACE, 0, matched);
                matched = 0;
                request = head;
            }
        }
        return at;
    }

    /** Methods are in capitals; what begins otherwise need not be kept to the end of its line. */
    private boolean startsMethod(byte next) {
        return matched > 0 || (next >= 'A' && next <= 'Z');
    }

    private int request(HttpHead head, byte[] data, int from, int to) {
        int at = head.accept(data, from, to);
        if (head.ended()) {
            requestEnded = true;
            if (head.malformed() || !head.upgradesToH2c() || !head.status().isEmpty()) {
                reject();
            } else {
                own().payload(head.http2Settings());
                contentLeft = head.contentLength();
            }
        }
        return at;
    }
}
