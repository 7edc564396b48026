package io.flowjay.protocol.http2;

import org.jspecify.annotations.Nullable;

/**
 * A server starts with a SETTINGS frame (RFC 9113 section 3.4), or with the HTTP/1.1 response 101 that agrees to an upgrade to h2c
 * (RFC 7540 section 3.2); other informational responses may come before that.
 */
final class ServerDirection extends Http2Direction {
    private static final String SWITCHING_PROTOCOLS = "101";
    private static final int MAX_INFORMATIONAL = 8;

    private @Nullable HttpHead response;
    private int informational;

    ServerDirection(Settings own, Settings peers) {
        super(true, own, peers);
    }

    @Override
    int opening(byte[] data, int from, int to) {
        HttpHead head = response;
        if (head == null) {
            // A length that began with an H would be of more than four megabytes.
            if (data[from] != 'H') {
                if (informational > 0) {
                    reject();
                } else {
                    framesFollow();
                }
                return from;
            }
            head = new HttpHead();
            response = head;
        }
        int at = head.accept(data, from, to);
        if (head.ended()) {
            responseEnds(head);
        }
        return at;
    }

    private void responseEnds(HttpHead head) {
        response = null;
        informational++;
        if (!head.malformed() && head.status().equals(SWITCHING_PROTOCOLS) && head.upgradesToH2c()) {
            framesFollow();
        } else if (head.malformed() || !head.status().startsWith("1") || informational == MAX_INFORMATIONAL) {
            reject();
        }
    }
}
