package io.flowjay.protocol.stream;

import io.flowjay.packet.TcpFlags;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a TCP connection, put in order (RFC 9293 section 3.4) and handed to parsers until none wants more. Segments in
 * order are passed on without a copy.
 *
 * <p>The stream starts behind its SYN, or with the first payload when there is none. Of overlapping bytes the first that arrived
 * counts. Bytes up to {@value #MAX_AHEAD} ahead of a hole are kept; when {@value #MAX_BEYOND} segments went beyond that, the hole
 * will not be filled, and parsing ends. Parsers get at most {@value #MAX_BYTES} bytes.
 */
public final class TcpStream {
    /** Bytes that parsers get at most. */
    public static final int MAX_BYTES = 256 << 10;
    /** Bytes kept behind a hole, at most. */
    public static final int MAX_AHEAD = 64 << 10;

    private static final int MAX_BEYOND = 64;

    private static final StreamParser[] NONE = {};

    /** Those that want more. */
    private StreamParser[] parsers;

    private boolean started;
    /** Sequence number of the first byte. */
    private int origin;
    /** Sequence number of the first byte that has not been passed on. */
    private int next;

    private int delivered;
    private int beyond;
    private @Nullable AheadBuffer ahead;

    /** @param parsers get the bytes, each until it wants no more */
    public TcpStream(List<? extends StreamParser> parsers) {
        this.parsers = parsers.toArray(StreamParser[]::new);
    }

    /** Whether any parser wants more bytes; if not, segments need not be added any more. */
    public boolean wantsMore() {
        return parsers.length > 0;
    }

    /** Whether a parser, one of those given, wants more bytes. */
    public boolean feeds(StreamParser parser) {
        for (StreamParser reading : parsers) {
            if (reading == parser) {
                return true;
            }
        }
        return false;
    }

    /** Parsers that want more bytes. */
    public int readers() {
        return parsers.length;
    }

    /** Memory held for bytes that wait, here and in parsers, about. */
    public int heldBytes() {
        int held = ahead == null ? 0 : ahead.heldBytes();
        for (StreamParser parser : parsers) {
            held += parser.heldBytes();
        }
        return held;
    }

    /** Sequence number of the stream's first byte, which stands behind its SYN; 0 before there is any byte. */
    public int origin() {
        return origin;
    }

    /**
     * Adds a segment. Payload of a reset is no data and ignored.
     *
     * @param flags the control bits of {@link TcpFlags}
     * @param sequence the segment's sequence number
     * @param data holds the payload, and is not kept
     * @param offset where the payload starts
     * @param length bytes of payload that were captured
     */
    public void add(int flags, int sequence, byte[] data, int offset, int length) {
        if ((flags & TcpFlags.RST) != 0) {
            return;
        }
        int first = sequence;
        if ((flags & TcpFlags.SYN) != 0) {
            first++;
            if (delivered == 0 && ahead == null) {
                start(first);
            }
        }
        if (length > 0 && parsers.length > 0) {
            if (!started) {
                start(first);
            }
            insert(first, data, offset, length);
        }
    }

    /** Tells the parsers that no more segments come. */
    public void end() {
        for (StreamParser parser : parsers) {
            parser.end();
        }
        release();
    }

    private void start(int sequence) {
        started = true;
        origin = sequence;
        next = sequence;
    }

    private void insert(int first, byte[] data, int offset, int length) {
        int known = Math.max(0, next - first);
        int from = known;
        while (from < length && parsers.length > 0) {
            int distance = first + from - next;
            AheadBuffer buffer = ahead;
            if (distance == 0 && buffer == null) {
                deliver(data, offset + from, length - from);
                return;
            }
            int count = Math.min(length - from, MAX_AHEAD - distance);
            if (distance < 0 || count <= 0) {
                if (++beyond > MAX_BEYOND) {
                    end();
                }
                return;
            }
            if (buffer == null) {
                buffer = new AheadBuffer();
                ahead = buffer;
            }
            buffer.put(distance, data, offset + from, count, from == known);
            drain(buffer);
            from += count;
        }
    }

    private void drain(AheadBuffer buffer) {
        int length = buffer.nextLength();
        while (length > 0 && parsers.length > 0) {
            deliver(buffer.data(), buffer.head(), length);
            buffer.advance(length);
            length = buffer.nextLength();
        }
        if (buffer.isEmpty()) {
            ahead = null;
        }
    }

    private void deliver(byte[] data, int offset, int length) {
        int count = Math.min(length, MAX_BYTES - delivered);
        next += length;
        delivered += count;
        StreamParser[] reading = parsers;
        int kept = 0;
        for (StreamParser parser : reading) {
            if (parser.accept(data, offset, count)) {
                reading[kept++] = parser;
            }
        }
        if (kept == 0) {
            release();
        } else if (kept < reading.length) {
            parsers = Arrays.copyOf(reading, kept);
        }
        if (delivered == MAX_BYTES) {
            end();
        }
    }

    private void release() {
        parsers = NONE;
        ahead = null;
    }
}
