package io.flowjay.protocol.http1;

import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.stream.StreamParser;
import org.jspecify.annotations.Nullable;

/**
 * What one end of a TCP connection sends, read as HTTP/1. A message must begin with one of the first {@value #MAX_LOOKS} segments, so
 * that a capture that lacks the start of a connection, and HTTP after the lines of a proxy, are read too.
 */
public final class Http1Direction implements StreamParser {
    /** Segments at whose start a message is looked for. */
    static final int MAX_LOOKS = 8;

    private final Exchange exchange;
    /** Null until a message may begin. */
    private @Nullable MessageReader reader;

    private int looks;
    private boolean ended;

    Http1Direction(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public boolean accept(Payload run) {
        MessageReader messages = reader;
        if (messages == null) {
            skipEmptyLines(run);
            if (!run.hasRemaining()) {
                return true;
            }
            looks++;
            if (!FirstBytes.mayBegin(run)) {
                ended = looks == MAX_LOOKS || FirstBytes.isTls(run);
                return !ended;
            }
            messages = new MessageReader(exchange);
            reader = messages;
        }
        if (exchange.switched()) {
            messages.end();
        } else {
            messages.accept(run);
        }
        if (messages.ended()) {
            if (isMessage(messages)) {
                messages.end();
                ended = true;
            } else {
                reader = null;
                ended = looks == MAX_LOOKS;
            }
        }
        return !ended;
    }

    /** A server ignores empty lines before a request (RFC 9112 section 2.2). */
    private static void skipEmptyLines(Payload run) {
        while (run.hasRemaining() && (run.u8At(0) == '\r' || run.u8At(0) == '\n')) {
            run.skip(1);
        }
    }

    @Override
    public boolean readsWhole() {
        return true;
    }

    @Override
    public long unneeded() {
        return reader == null ? 0 : reader.unneeded();
    }

    @Override
    public void pass(int count) {
        if (reader != null) {
            reader.pass(count);
        }
    }

    @Override
    public void end() {
        if (reader != null) {
            reader.end();
        }
        ended = true;
    }

    @Override
    public int heldBytes() {
        return reader == null ? 0 : reader.heldBytes();
    }

    /** The messages; null when there are none. */
    @Nullable
    MessageReader reader() {
        MessageReader messages = reader;
        return messages != null && isMessage(messages) ? messages : null;
    }

    private static boolean isMessage(MessageReader messages) {
        return messages.messages().requests + messages.messages().responses > 0;
    }
}
