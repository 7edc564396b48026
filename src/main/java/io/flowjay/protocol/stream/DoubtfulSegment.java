package io.flowjay.protocol.stream;

import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.payload.Payload;
import java.util.Arrays;

/**
 * A segment that its receiver may have dropped: its checksum is wrong, but the sender's others are right. If the receiver dropped it, the
 * sender sends its bytes once more. If the sender goes on, or the receiver acknowledges the bytes, they arrived, and the capture is
 * what is wrong.
 */
final class DoubtfulSegment {
    /** Sequence number of the first byte. */
    final int first;

    private final boolean fromResponder;
    private final byte[] bytes;

    DoubtfulSegment(int flags, int sequence, Payload payload) {
        first = sequence + ((flags & TcpFlags.SYN) != 0 ? 1 : 0);
        fromResponder = payload.fromResponder();
        bytes = Arrays.copyOfRange(payload.data(), payload.offset(), payload.offset() + payload.remaining());
    }

    Payload payload() {
        return Payload.of(fromResponder, bytes, 0, bytes.length);
    }

    /** Whether other bytes are some of these, sent once more. */
    boolean overlaps(int otherFirst, int length) {
        return otherFirst - first < bytes.length && otherFirst + length - first > 0;
    }

    /** Whether a sequence number follows the last of these bytes. */
    boolean isBefore(int sequence) {
        return sequence - first >= bytes.length;
    }

    int heldBytes() {
        return bytes.length;
    }
}
