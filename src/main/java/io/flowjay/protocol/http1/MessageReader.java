package io.flowjay.protocol.http1;

import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.MalformedCounts;
import io.flowjay.protocol.payload.Payload;
import org.jspecify.annotations.Nullable;

/** Reads one message after the other, once it is known that there are any; each end sends either requests or responses. */
final class MessageReader {
    /** A head longer than this ends the reading. */
    static final int MAX_HEAD = 64 << 10;

    static final int SWITCHING_PROTOCOLS = 101;

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Exchange exchange;
    private final Messages messages = new Messages();
    private final LineReader lines = new LineReader();
    private final MalformedCounts malformed = new MalformedCounts();
    private @Nullable RequestLine request;
    /** Status of the response that is read, or {@link StatusLine#NONE}. */
    private int status = StatusLine.NONE;
    /** Null outside of a head. */
    private @Nullable Fields fields;

    private long headBytes;
    private long contentLeft;
    private @Nullable Chunks chunks;
    /** Whether the last request asks for another protocol, which may follow it. */
    private boolean maySwitch;

    private boolean ended;

    MessageReader(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Takes the next bytes; of those after the last message some may be left. */
    void accept(Payload run) {
        while (run.hasRemaining() && !ended) {
            Chunks content = chunks;
            if (contentLeft > 0) {
                int count = (int) Math.min(contentLeft, run.remaining());
                run.skip(count);
                contentLeft -= count;
            } else if (content != null) {
                content.accept(run);
                if (content.ended()) {
                    chunks = null;
                    if (content.malformed()) {
                        reject(Malformed.HTTP1_CHUNK);
                    }
                }
            } else {
                head(run);
            }
        }
    }

    private void head(Payload run) {
        int before = run.remaining();
        String line = lines.accept(run);
        headBytes += before - run.remaining();
        if (line == null) {
            if (headBytes > MAX_HEAD || (fields == null && lines.length() > LineReader.MAX_LINE)) {
                reject(Malformed.HTTP1_HEAD_LENGTH);
            }
            return;
        }
        Fields head = fields;
        if (head == null) {
            // Empty lines may come before a message (RFC 9112 section 2.2).
            if (!line.isEmpty()) {
                startLine(line);
            }
        } else if (line.isEmpty()) {
            takeFields();
            fields = null;
            headBytes = 0;
            content(head);
        } else if (headBytes > MAX_HEAD) {
            reject(Malformed.HTTP1_HEAD_LENGTH);
        } else if (!head.add(line)) {
            malformed.add(Malformed.HTTP1_FIELD_LINE);
        }
    }

    private void startLine(String line) {
        int code = messages.requests > 0 ? StatusLine.NONE : StatusLine.status(line);
        RequestLine asked = code == StatusLine.NONE && messages.responses == 0 ? RequestLine.read(line) : null;
        status = code;
        request = asked;
        if (asked != null) {
            fields = new Fields();
            messages.request(asked);
            exchange.request(asked.method());
        } else if (code != StatusLine.NONE) {
            fields = new Fields();
            messages.response(code);
        } else if (maySwitch) {
            ended = true;
        } else {
            reject(Malformed.HTTP1_START_LINE);
        }
    }

    private void takeFields() {
        Fields head = fields;
        if (head != null) {
            RequestLine asked = request;
            if (asked == null) {
                messages.responseFields(head, status);
            } else {
                messages.requestFields(head, asked);
            }
        }
    }

    /** Decides what follows a head (RFC 9112 section 6.3). */
    private void content(Fields head) {
        RequestLine asked = request;
        if (asked == null) {
            response(head);
        } else {
            maySwitch = asked.method().equals("CONNECT") || !head.upgrade.isEmpty();
            announced(head, true);
        }
    }

    private void response(Fields head) {
        boolean isInterim = status < 200 && status != SWITCHING_PROTOCOLS;
        if (isInterim) {
            return;
        }
        Exchange.Answer answer = exchange.answer();
        if (status == SWITCHING_PROTOCOLS || (answer == Exchange.Answer.TO_CONNECT && status < 300)) {
            exchange.switchProtocol();
            ended = true;
        } else if (answer != Exchange.Answer.TO_HEAD && status != NO_CONTENT && status != NOT_MODIFIED) {
            announced(head, false);
        }
    }

    private void announced(Fields head, boolean isRequest) {
        if (head.isChunked) {
            chunks = new Chunks(lines);
        } else if (head.hasTransferCoding) {
            // The connection's end is that of a response; a request has none that can be known.
            ended = true;
            if (isRequest) {
                malformed.add(Malformed.HTTP1_TRANSFER_ENCODING);
            }
        } else if (head.hasWrongLength) {
            reject(Malformed.HTTP1_CONTENT_LENGTH);
        } else if (head.contentLength >= 0) {
            contentLeft = head.contentLength;
        } else {
            ended = !isRequest;
        }
    }

    private void reject(Malformed reason) {
        ended = true;
        malformed.add(reason);
    }

    /** Says that no more bytes come: a head that is not whole counts as far as it goes. */
    void end() {
        takeFields();
        fields = null;
        ended = true;
    }

    /** Bytes that come next and that nobody needs. */
    long unneeded() {
        Chunks content = chunks;
        return contentLeft > 0 ? contentLeft : content == null ? 0 : content.left();
    }

    /** Passes over some of them. */
    void pass(int count) {
        Chunks content = chunks;
        if (contentLeft > 0) {
            contentLeft -= count;
        } else if (content != null) {
            content.pass(count);
        }
    }

    boolean ended() {
        return ended;
    }

    Messages messages() {
        return messages;
    }

    MalformedCounts malformed() {
        return malformed;
    }

    int heldBytes() {
        return lines.heldBytes();
    }
}
