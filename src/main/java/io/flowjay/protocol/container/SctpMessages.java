package io.flowjay.protocol.container;

import io.flowjay.protocol.payload.Payload;
import java.util.Arrays;

/**
 * The user messages in the DATA chunks that one end of an SCTP association sends (RFC 9260 section 3.3.1). The fragments of a
 * message have transmission sequence numbers in a row (section 6.9); those of a message are put together when they come in order.
 *
 * <pre>
 * chunk: type 0 | flags 1: 2 begins a message, 1 ends it | length 2, of this header too | transmission sequence number 4 |
 *        stream 2 | stream sequence number 2 | payload protocol 4 | fragment | padding to 4
 * </pre>
 */
public final class SctpMessages {
    /** A message of more bytes is not put together. */
    private static final int MAX_MESSAGE = 32 << 10;

    private static final int CHUNK_HEADER = 4;
    private static final int ALIGNMENT = 4;
    private static final int DATA = 0;
    private static final int DATA_HEADER = 16;
    private static final int ENDS = 1;
    private static final int BEGINS = 2;
    private static final byte[] NOTHING = {};

    /** Takes user messages. */
    public interface Sink {
        /** Whether a message that begins with these bytes is to be put together. */
        boolean wants(Payload beginning);

        /** Takes a message; its bytes are only lent. */
        void message(Payload message);
    }

    private final Sink sink;
    private final Payload message = new Payload();
    private byte[] collected = NOTHING;
    private int length;
    /** Number of the fragment that comes next. */
    private int next;

    private boolean collecting;

    /** @param sink takes the messages */
    public SctpMessages(Sink sink) {
        this.sink = sink;
    }

    /** Memory held for a message that is not whole, about. */
    public int heldBytes() {
        return collected.length;
    }

    /**
     * Takes the chunks of a packet, which are not kept.
     *
     * @param chunks what follows the common header
     */
    public void packet(Payload chunks) {
        int at = 0;
        while (chunks.remaining() - at >= CHUNK_HEADER) {
            int chunk = chunks.u16At(at + 2);
            if (chunk < CHUNK_HEADER) {
                return;
            }
            if (chunks.u8At(at) == DATA && chunk > DATA_HEADER && chunks.remaining() - at > DATA_HEADER) {
                int captured = Math.min(chunk, chunks.remaining() - at) - DATA_HEADER;
                message.set(
                        chunks.fromResponder(),
                        chunks.data(),
                        chunks.offset() + at + DATA_HEADER,
                        captured,
                        chunk - DATA_HEADER);
                fragment(chunks.u8At(at + 1), (int) chunks.u32At(at + CHUNK_HEADER));
            }
            at += (chunk + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
    }

    private void fragment(int flags, int number) {
        boolean begins = (flags & BEGINS) != 0;
        boolean ends = (flags & ENDS) != 0;
        if (begins && ends) {
            if (sink.wants(message)) {
                sink.message(message);
            }
        } else if (begins && sink.wants(message)) {
            collecting = true;
            length = 0;
            add(number, false);
        } else if (collecting && !begins && number == next) {
            add(number, ends);
        }
    }

    private void add(int number, boolean ends) {
        int count = message.remaining();
        if (message.isCut() || count > MAX_MESSAGE - length) {
            forget();
            return;
        }
        next = number + 1;
        if (count > collected.length - length) {
            collected = Arrays.copyOf(collected, Math.max(2 * collected.length, length + count));
        }
        message.take(count, collected, length);
        length += count;
        if (ends) {
            sink.message(message.set(message.fromResponder(), collected, 0, length, length));
            forget();
        }
    }

    private void forget() {
        collecting = false;
        collected = NOTHING;
        length = 0;
    }
}
