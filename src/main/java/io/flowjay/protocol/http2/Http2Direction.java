package io.flowjay.protocol.http2;

import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.stream.StreamParser;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What one end of a TCP connection sends, read as HTTP/2. Its first bytes tell which end it is: a client starts with the connection
 * preface, a server with a SETTINGS frame (RFC 9113 section 3.4). After an upgrade the client's preface follows an HTTP/1.1 request
 * and its content, and the server's first frame follows the response 101 (RFC 7540 section 3.2).
 */
public final class Http2Direction implements StreamParser {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String SWITCHING_PROTOCOLS = "101";
    private static final int MAX_INFORMATIONAL = 8;

    private final Settings own;
    private final Settings peers;
    private final StreamIds streams;
    private int matched;
    private @Nullable HttpHead head;
    private boolean requested;
    private int informational;
    private long contentLeft;
    private @Nullable FrameReader frames;
    private boolean client;
    private boolean agreed;
    private boolean rejected;

    /**
     * @param own what this end announces
     * @param peers what the other end announced
     * @param streams where the streams of both ends go
     */
    Http2Direction(Settings own, Settings peers, StreamIds streams) {
        this.own = own;
        this.peers = peers;
        this.streams = streams;
    }

    @Override
    public boolean accept(Payload run) {
        while (run.hasRemaining() && frames == null && !rejected) {
            opening(run);
        }
        if (frames != null) {
            frames.accept(run);
            return !frames.ended();
        }
        return !rejected;
    }

    /** Takes bytes before the first frame. */
    private void opening(Payload run) {
        if (head != null) {
            head(head, run);
        } else if (contentLeft > 0) {
            int skipped = (int) Math.min(contentLeft, run.remaining());
            contentLeft -= skipped;
            run.skip(skipped);
        } else {
            preface(run);
        }
    }

    private void preface(Payload run) {
        while (run.hasRemaining() && matched < PREFACE.length && run.u8At(0) == PREFACE[matched]) {
            matched++;
            run.skip(1);
        }
        if (matched == PREFACE.length) {
            client = true;
            framesFollow();
        } else if (run.hasRemaining()) {
            notPreface(run);
        }
    }

    /** A length that began with a capital would be of megabytes, so these are an HTTP/1.1 message. */
    private void notPreface(Payload run) {
        int next = run.u8At(0);
        if (requested) {
            rejected = true;
        } else if (matched > 0 || (next >= 'A' && next <= 'Z')) {
            HttpHead started = new HttpHead();
            started.accept(Payload.of(run.fromResponder(), PREFACE, 0, matched));
            matched = 0;
            head = started;
        } else if (informational > 0) {
            rejected = true;
        } else {
            framesFollow();
        }
    }

    private void head(HttpHead message, Payload run) {
        message.accept(run);
        if (message.ended()) {
            head = null;
            if (message.malformed()) {
                rejected = true;
            } else if (message.status().isEmpty()) {
                requested = true;
                own.payload(message.http2Settings());
                contentLeft = message.contentLength();
            } else {
                response(message);
            }
        }
    }

    private void response(HttpHead message) {
        String status = message.status();
        informational++;
        if (status.equals(SWITCHING_PROTOCOLS)) {
            agreed = message.upgradesToHttp2();
            framesFollow();
        } else {
            rejected = !status.startsWith("1") || informational == MAX_INFORMATIONAL;
        }
    }

    private void framesFollow() {
        frames = new FrameReader(!client, own, peers, streams);
    }

    @Override
    public long unneeded() {
        return head == null && frames == null ? contentLeft : 0;
    }

    @Override
    public void pass(int count) {
        contentLeft -= count;
    }

    @Override
    public int heldBytes() {
        return head == null ? 0 : head.heldBytes();
    }

    /** Whether the connection preface was seen after an HTTP/1.1 request, or {@link #agreed()}. */
    boolean upgraded() {
        return agreed || (client && requested);
    }

    /** Whether a server answered 101 to the request for HTTP/2, from where on both ends speak it (RFC 7540 section 3.2). */
    boolean agreed() {
        return agreed;
    }

    /** Whether the connection preface was seen. */
    boolean prefaceSeen() {
        return client;
    }

    /** The frames; null before they start, and where this is no HTTP/2. */
    @Nullable
    FrameReader frames() {
        return frames;
    }
}
