package io.flowjay.protocol.dns;

import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.stream.StreamParser;
import io.flowjay.wire.Bytes;
import java.util.Arrays;

/** One direction of DNS over TCP: messages, each after its length of 16 bits (RFC 1035 section 4.2.2). */
public final class DnsStream implements StreamParser {
    private static final int PREFIX = Short.BYTES;
    private static final int HEADER_END = PREFIX + DnsHeader.LENGTH;
    private static final byte[] EMPTY = {};

    private final DnsExchange exchange;
    private byte[] frame = EMPTY;
    private int length;
    /** Whether there was a message of DNS. */
    private boolean known;

    private boolean ended;

    /**
     * @param exchange where the messages go, those of the other direction too
     */
    public DnsStream(DnsExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public boolean accept(Payload run) {
        while (run.hasRemaining() && !ended && !exchange.ended()) {
            int wanted = wanted();
            int taken = Math.min(wanted - length, run.remaining());
            reserve(length + taken);
            run.take(taken, frame, length);
            length += taken;
            if (length == wanted) {
                step(run.fromResponder());
            }
        }
        if (exchange.ended()) {
            end();
        }
        return !ended;
    }

    /** Bytes to have for the next step: the length, the header, then all of the message. */
    private int wanted() {
        if (length < PREFIX) {
            return PREFIX;
        }
        return length < HEADER_END ? HEADER_END : messageEnd();
    }

    private int messageEnd() {
        return PREFIX + Bytes.u16be(frame, 0);
    }

    private void step(boolean fromResponder) {
        if (!plausible()) {
            exchange.malformed(known && messageEnd() < HEADER_END ? Malformed.DNS_MESSAGE_LENGTH : null);
            end();
        } else if (length >= HEADER_END && length == messageEnd()) {
            known |= exchange.accept(Payload.of(fromResponder, frame, PREFIX, length - PREFIX));
            length = 0;
            if (!known) {
                end();
            }
        }
    }

    /** Tells most of what is not DNS before a message of up to 64 KiB is kept for nothing. */
    private boolean plausible() {
        return messageEnd() >= HEADER_END
                && (known || length < HEADER_END || DnsHeader.mayStart(frame, PREFIX, messageEnd() - PREFIX));
    }

    /** Lets go of a message that is not whole. */
    @Override
    public void end() {
        ended = true;
        frame = EMPTY;
    }

    @Override
    public int heldBytes() {
        return frame.length;
    }

    private void reserve(int needed) {
        if (needed > frame.length) {
            frame = Arrays.copyOf(frame, Math.max(needed, 2 * frame.length));
        }
    }
}
