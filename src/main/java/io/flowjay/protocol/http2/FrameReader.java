package io.flowjay.protocol.http2;

import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.MalformedCounts;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one direction (RFC 9113 section 4.1).
 *
 * <pre>
 *  Length (24), Type (8), Flags (8), Reserved (1), Stream Identifier (31), Frame Payload (..)
 * </pre>
 *
 * A frame counts when its header is there. Of payloads only settings and promised streams are read, never kept.
 */
final class FrameReader {
    /** Frames of a direction beyond these are not read. */
    static final int MAX_FRAMES = 10_000;

    private static final int HEADER = 9;
    private static final int ACK = 0x1;
    private static final int PADDED = 0x8;
    private static final int STREAM_MASK = 0x7fffffff;

    private final boolean server;
    private final FrameCounts counts = new FrameCounts();
    private final Settings own;
    private final Settings peers;
    private final StreamIds streams;
    private final byte[] header = new byte[HEADER];
    private int headerLength;
    private int payloadLeft;
    /** Bytes of a setting or of a promised stream, which may be split. */
    private final byte[] part = new byte[Settings.ENTRY];

    private int partLength;
    /** Bytes to read together of the payload ahead; 0 when it is of no interest. */
    private int partWanted;

    private boolean ended;
    private @Nullable Malformed fault;

    /**
     * @param server whether a server sends
     * @param own what the sender announces
     * @param peers what the receiver announced
     * @param streams where the streams go
     */
    FrameReader(boolean server, Settings own, Settings peers, StreamIds streams) {
        this.server = server;
        this.own = own;
        this.peers = peers;
        this.streams = streams;
    }

    /** Takes the next bytes of the direction, split in any way. */
    void accept(Payload run) {
        while (run.hasRemaining() && !ended) {
            if (headerLength < HEADER) {
                header(run);
            } else if (partWanted > 0) {
                part(run);
            } else {
                int skipped = Math.min(payloadLeft, run.remaining());
                payloadLeft -= skipped;
                run.skip(skipped);
            }
            if (headerLength == HEADER && payloadLeft == 0) {
                headerLength = 0;
                partLength = 0;
            }
        }
    }

    private void header(Payload run) {
        int copied = Math.min(HEADER - headerLength, run.remaining());
        run.take(copied, header, headerLength);
        headerLength += copied;
        if (headerLength == HEADER) {
            frame();
        }
    }

    private void frame() {
        int length = (int) (Bytes.u32be(header, 0) >>> Byte.SIZE);
        int type = Bytes.u8(header, 3);
        int stream = (int) Bytes.u32be(header, 5) & STREAM_MASK;
        fault = faultOf(length, type, stream);
        if (fault != null) {
            ended = true;
            return;
        }
        counts.frame(type);
        if (type == FrameType.DATA || type == FrameType.HEADERS) {
            streams.add(stream);
        }
        ended = counts.total() == MAX_FRAMES;
        payloadLeft = length;
        partWanted = partOf(type, Bytes.u8(header, 4));
    }

    private @Nullable Malformed faultOf(int length, int type, int stream) {
        if (length > peers.maxFrameSize()) {
            return Malformed.HTTP2_FRAME_SIZE;
        }
        if (server && counts.total() == 0 && type != FrameType.SETTINGS) {
            return Malformed.HTTP2_FIRST_FRAME;
        }
        boolean misplaced =
                switch (type) {
                    case FrameType.DATA, FrameType.HEADERS -> stream == 0;
                    case FrameType.SETTINGS, FrameType.PING, FrameType.GOAWAY -> stream != 0;
                    default -> false;
                };
        return misplaced ? Malformed.HTTP2_FRAME_STREAM : null;
    }

    /** Bytes of a payload that are read together. */
    private int partOf(int type, int flags) {
        int wanted = 0;
        if (type == FrameType.SETTINGS && (flags & ACK) == 0) {
            own.length(payloadLeft);
            wanted = Settings.ENTRY;
        } else if (type == FrameType.PUSH_PROMISE && server) {
            wanted = (flags & PADDED) == 0 ? Integer.BYTES : Integer.BYTES + 1;
        }
        return wanted <= payloadLeft ? wanted : 0;
    }

    private void part(Payload run) {
        int copied = Math.min(partWanted - partLength, run.remaining());
        run.take(copied, part, partLength);
        partLength += copied;
        payloadLeft -= copied;
        if (partLength == partWanted) {
            partLength = 0;
            if (partWanted == Settings.ENTRY) {
                own.entry(part, 0);
                partWanted = payloadLeft < Settings.ENTRY ? 0 : Settings.ENTRY;
            } else {
                streams.add((int) Bytes.u32be(part, partWanted - Integer.BYTES) & STREAM_MASK);
                partWanted = 0;
            }
        }
    }

    /** Whether no more bytes are of use: an error, or {@link #MAX_FRAMES}. */
    boolean ended() {
        return ended;
    }

    /** Counts what broke the format. */
    void countMalformed(MalformedCounts into) {
        if (fault != null) {
            into.add(fault);
        }
        into.add(Malformed.HTTP2_SETTINGS, own.malformed() ? 1 : 0);
    }

    FrameCounts counts() {
        return counts;
    }
}
