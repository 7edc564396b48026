package io.flowjay.feature.heuristic;

/** The TTL or hop limit that a host sends, which each router on the way lessens by one. */
public final class InitialHopLimit {
    private static final int[] USUAL = {32, 64, 128, 255};

    private InitialHopLimit() {}

    /** The smallest usual limit that is not below the observed one. */
    public static int of(int observed) {
        int i = 0;
        while (USUAL[i] < observed) {
            i++;
        }
        return USUAL[i];
    }
}
