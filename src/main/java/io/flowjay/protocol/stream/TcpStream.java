package io.flowjay.protocol.stream;

import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.container.ProxyHeader;
import io.flowjay.protocol.payload.Payload;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a TCP connection, put in order (RFC 9293 section 3.4) and handed to parsers until none wants more. Segments in
 * order are passed on without a copy.
 *
 * <p>The stream starts after its SYN, or with the first payload when there is none. Parsers do not get a header of the PROXY
 * protocol at its start. Of overlapping bytes the first that arrived counts. Up to {@value #MAX_AHEAD} bytes after a hole are kept;
 * when {@value #MAX_BEYOND} segments went beyond that, the hole will not be filled, and parsing ends; but parsers that do not need its
 * bytes go on after it, once that many bytes are kept. Parsers get at most {@value #MAX_BYTES} bytes, except those that read the
 * whole stream.
 */
public final class TcpStream {
    /** Bytes that a parser gets at most which does not read the whole stream. */
    public static final int MAX_BYTES = 256 << 10;
    /** Most bytes kept after a hole. */
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

    /** Bytes that were passed on, up to {@link #MAX_BYTES}. */
    private int delivered;
    /** Bytes of a PROXY header, which parsers do not get. */
    private int prefix;
    /** The first segments, until they show whether they are such a header. */
    private @Nullable HeldStart held;

    private int beyond;
    private @Nullable AheadBuffer ahead;
    private @Nullable DoubtfulSegment doubtful;

    /** @param parsers get the bytes, each until it wants no more */
    public TcpStream(List<? extends StreamParser> parsers) {
        this.parsers = parsers.toArray(StreamParser[]::new);
    }

    /** Whether any parser wants more bytes; if not, segments need not be added any more. */
    public boolean wantsMore() {
        return parsers.length > 0;
    }

    /** Memory held for bytes that wait, here and in parsers, about. */
    public int heldBytes() {
        int bytes = (ahead == null ? 0 : ahead.heldBytes()) + (doubtful == null ? 0 : doubtful.heldBytes());
        for (StreamParser parser : parsers) {
            bytes += parser.heldBytes();
        }
        return bytes + (held == null ? 0 : held.heldBytes());
    }

    /** Sequence number of the stream's first byte, which follows its SYN; 0 before there is any byte. */
    public int origin() {
        return origin;
    }

    /** Bytes of the stream before the first that parsers get. */
    public int prefix() {
        return prefix;
    }

    /**
     * Adds a segment. Payload of a reset is no data and ignored.
     *
     * @param flags the control bits of {@link TcpFlags}
     * @param sequence the segment's sequence number
     * @param payload its captured payload, which is not kept and may be taken
     */
    public void add(int flags, int sequence, Payload payload) {
        if ((flags & TcpFlags.RST) != 0) {
            return;
        }
        int first = sequence;
        if ((flags & TcpFlags.SYN) != 0) {
            first++;
            opened(sequence);
        }
        if (payload.hasRemaining() && parsers.length > 0) {
            settle(first, payload.remaining());
            read(first, payload);
        }
    }

    /**
     * Adds a segment that its receiver may have dropped. It is read when the sender goes on after it without sending it once more,
     * when it is {@link #acknowledged}, or at the end, if nothing shows before that it was not sent.
     *
     * @param flags as in {@link #add}
     * @param sequence as in {@link #add}
     * @param payload its captured payload; this keeps a copy
     */
    public void addDoubtful(int flags, int sequence, Payload payload) {
        if ((flags & TcpFlags.RST) == 0 && payload.hasRemaining() && parsers.length > 0) {
            DoubtfulSegment segment = new DoubtfulSegment(flags, sequence, payload);
            DoubtfulSegment before = doubtful;
            if (before != null && before.isBefore(segment.first)) {
                read(before);
            }
            if (doubtful == null) {
                doubtful = segment;
            }
        }
    }

    /** Takes the acknowledgement number of the other direction. */
    public void acknowledged(int number) {
        DoubtfulSegment segment = doubtful;
        if (segment != null && segment.isBefore(number)) {
            read(segment);
        }
    }

    /** Takes the sequence number of a segment without payload: a sender that has sent a doubtful segment goes on after it. */
    public void empty(int sequence) {
        DoubtfulSegment segment = doubtful;
        if (segment != null && segment.isBefore(sequence)) {
            read(segment);
        } else if (segment != null && sequence - segment.first >= 0) {
            doubtful = null;
        }
    }

    /** Decides on a doubtful segment by what comes after it. */
    private void settle(int first, int length) {
        DoubtfulSegment segment = doubtful;
        if (segment == null) {
            return;
        }
        if (segment.overlaps(first, length)) {
            doubtful = null;
        } else if (segment.isBefore(first)) {
            read(segment);
        }
    }

    private void read(DoubtfulSegment segment) {
        doubtful = null;
        if (parsers.length > 0) {
            read(segment.first, segment.payload());
        }
    }

    private void read(int first, Payload payload) {
        if (!started) {
            start(first);
        }
        insert(first, payload);
    }

    /**
     * Whether the bytes of a segment make no difference: no parser wants more, or it is the next one and all parsers only count its
     * bytes, such as those of content.
     *
     * @param flags as in {@link #add}
     * @param sequence as in {@link #add}
     * @param length bytes of its payload
     */
    public boolean onlyCounts(int flags, int sequence, int length) {
        if (parsers.length == 0) {
            return true;
        }
        if (!started || sequence != next || (flags & TcpFlags.SYN) != 0 || ahead != null || doubtful != null) {
            return false;
        }
        for (StreamParser parser : parsers) {
            if (parser.unneeded() < length) {
                return false;
            }
        }
        return true;
    }

    /** Notes the sequence number of the SYN that opens the stream; once there are bytes it changes nothing. */
    public void opened(int sequence) {
        if (delivered == 0 && ahead == null && held == null) {
            start(sequence + 1);
        }
    }

    /** Tells the parsers that no more segments come. */
    public void end() {
        DoubtfulSegment segment = doubtful;
        if (segment != null) {
            read(segment);
        }
        HeldStart first = held;
        if (first != null) {
            pass(first);
        }
        AheadBuffer buffer = ahead;
        while (buffer != null && passHole(buffer.missing())) {
            buffer = ahead;
        }
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

    private void insert(int first, Payload payload) {
        int known = Math.max(0, next - first);
        if (known >= payload.remaining()) {
            return;
        }
        payload.skip(known);
        int sequence = first + known;
        boolean segmentStart = true;
        while (payload.hasRemaining() && parsers.length > 0) {
            int distance = sequence - next;
            AheadBuffer buffer = ahead;
            if (distance == 0 && buffer == null) {
                deliver(payload);
                return;
            }
            int count = Math.min(payload.remaining(), MAX_AHEAD - distance);
            if (distance > 0 && count <= 0 && passHole(buffer == null ? distance : buffer.missing())) {
                continue;
            }
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
            buffer.put(distance, payload, count, segmentStart);
            drain(buffer);
            sequence += count;
            segmentStart = false;
        }
    }

    /** Passes over a hole for parsers that do not need its bytes, if there are any; for the others the stream ends. */
    private boolean passHole(int missing) {
        StreamParser[] reading = parsers;
        int kept = 0;
        for (StreamParser parser : reading) {
            if (parser.unneeded() >= missing) {
                kept++;
            }
        }
        if (kept == 0) {
            return false;
        }
        StreamParser[] passing = new StreamParser[kept];
        int at = 0;
        for (StreamParser parser : reading) {
            if (parser.unneeded() >= missing) {
                parser.pass(missing);
                passing[at++] = parser;
            } else {
                parser.end();
            }
        }
        parsers = passing;
        next += missing;
        delivered = (int) Math.min(MAX_BYTES, (long) delivered + missing);
        AheadBuffer buffer = ahead;
        if (buffer != null) {
            buffer.advance(missing);
            drain(buffer);
        }
        return true;
    }

    private void drain(AheadBuffer buffer) {
        Payload run = buffer.next();
        while (run.hasRemaining() && parsers.length > 0) {
            int length = run.remaining();
            deliver(run);
            buffer.advance(length);
            run = buffer.next();
        }
        if (buffer.isEmpty()) {
            ahead = null;
        }
    }

    private void deliver(Payload run) {
        if (delivered > 0 || !holds(run)) {
            pass(run);
        }
    }

    /** Answers whether bytes at the start of the stream wait, because they may be a PROXY header that is not whole. */
    private boolean holds(Payload run) {
        HeldStart first = held;
        if (first == null) {
            if (!ProxyHeader.isPart(run)) {
                prefix = ProxyHeader.length(run);
                return false;
            }
            first = new HeldStart();
            held = first;
        }
        first.add(run);
        next += run.remaining();
        if (!ProxyHeader.isPart(first.all())) {
            pass(first);
        }
        return true;
    }

    private void pass(HeldStart first) {
        held = null;
        prefix = ProxyHeader.length(first.all());
        next -= first.all().remaining();
        for (Payload segment : first.segments()) {
            pass(segment);
        }
    }

    /** Passes bytes on, without those of a PROXY header. */
    private void pass(Payload run) {
        int offset = run.offset();
        int length = run.remaining();
        int skipped = Math.min(Math.max(0, prefix - delivered), length);
        int bounded = Math.min(length, MAX_BYTES - delivered) - skipped;
        next += length;
        delivered += skipped + bounded;
        if (length > skipped) {
            deliver(run, offset + skipped, length - skipped, bounded);
        }
    }

    /**
     * Gives bytes to each parser.
     *
     * @param bounded how many of them for parsers that do not read the whole stream
     */
    private void deliver(Payload run, int offset, int length, int bounded) {
        StreamParser[] reading = parsers;
        int kept = 0;
        for (StreamParser parser : reading) {
            run.window(offset, parser.readsWhole() ? length : bounded);
            if (parser.accept(run)) {
                if (delivered < MAX_BYTES || parser.readsWhole()) {
                    reading[kept++] = parser;
                } else {
                    parser.end();
                }
            }
        }
        if (kept == 0) {
            release();
        } else if (kept < reading.length) {
            parsers = Arrays.copyOf(reading, kept);
        }
    }

    private void release() {
        parsers = NONE;
        ahead = null;
        doubtful = null;
        held = null;
    }
}
