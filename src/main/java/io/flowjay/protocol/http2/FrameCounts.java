package io.flowjay.protocol.http2;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Frames and streams of one direction. */
final class FrameCounts {
    private static final int FIXED_BYTES = 192;
    private static final int FIRST_CAPACITY = 4;

    /** One count a type that RFC 9113 knows, with room for new ones; others are in {@link #total} only. */
    private final int[] byType = new int[16];

    /** Ids of streams as they came, some repeated: at most one a frame, and frames are bounded. */
    private int[] streams = new int[FIRST_CAPACITY];

    private int entries;
    private int total;

    void frame(int type) {
        total++;
        if (type < byType.length) {
            byType[type]++;
        }
    }

    void stream(int id) {
        if (id != 0 && (entries == 0 || streams[entries - 1] != id)) {
            if (entries == streams.length) {
                streams = Arrays.copyOf(streams, 2 * entries);
            }
            streams[entries++] = id;
        }
    }

    int heldBytes() {
        return FIXED_BYTES + Integer.BYTES * streams.length;
    }

    int total() {
        return total;
    }

    int of(int type) {
        return byType[type];
    }

    /** Ids of streams, of which some may be repeated. */
    IntStream streams() {
        return Arrays.stream(streams, 0, entries);
    }
}
