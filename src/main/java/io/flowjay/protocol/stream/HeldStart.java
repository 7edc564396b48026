package io.flowjay.protocol.stream;

import io.flowjay.protocol.payload.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The first segments of a stream, kept while they may be a header of the PROXY protocol that is not whole: less than 108 bytes. */
final class HeldStart {
    private static final int SEGMENT_BYTES = 40;

    private final List<Payload> segments = new ArrayList<>();
    private byte[] bytes = {};

    /** Keeps a copy of the next segment. */
    void add(Payload run) {
        int from = bytes.length;
        bytes = Arrays.copyOf(bytes, from + run.remaining());
        System.arraycopy(run.data(), run.offset(), bytes, from, run.remaining());
        segments.add(
                Payload.of(run.fromResponder(), Arrays.copyOfRange(bytes, from, bytes.length), 0, run.remaining()));
    }

    /** The bytes of all segments. */
    Payload all() {
        return Payload.of(false, bytes, 0, bytes.length);
    }

    /** The segments, in order. */
    List<Payload> segments() {
        return segments;
    }

    int heldBytes() {
        return 2 * bytes.length + SEGMENT_BYTES * segments.size();
    }
}
