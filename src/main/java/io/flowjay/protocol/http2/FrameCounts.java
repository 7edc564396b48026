package io.flowjay.protocol.http2;

/** Frames of one direction. */
final class FrameCounts {
    /** One count a type that RFC 9113 knows, with room for new ones; others are in {@link #total} only. */
    private final int[] byType = new int[16];

    private int total;

    void frame(int type) {
        total++;
        if (type < byType.length) {
            byType[type]++;
        }
    }

    int total() {
        return total;
    }

    int of(int type) {
        return byType[type];
    }
}
