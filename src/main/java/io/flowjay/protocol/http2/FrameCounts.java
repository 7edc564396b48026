package io.flowjay.protocol.http2;

import java.util.HashSet;
import java.util.Set;

/** Frames and streams of one direction. */
final class FrameCounts {
    private static final int FIXED_BYTES = 256;
    private static final int BYTES_A_STREAM = 64;

    /** One count a type that RFC 9113 knows, with room for new ones; others are in {@link #total} only. */
    private final int[] byType = new int[16];

    /** At most two ids a frame, and frames are bounded. */
    private final Set<Integer> streams = new HashSet<>();

    private int total;
    private int lastStream;

    void frame(int type) {
        total++;
        if (type < byType.length) {
            byType[type]++;
        }
    }

    void stream(int id) {
        if (id != 0 && id != lastStream) {
            lastStream = id;
            streams.add(id);
        }
    }

    int heldBytes() {
        return FIXED_BYTES + BYTES_A_STREAM * streams.size();
    }

    int total() {
        return total;
    }

    int of(int type) {
        return byType[type];
    }

    Set<Integer> streams() {
        return streams;
    }
}
