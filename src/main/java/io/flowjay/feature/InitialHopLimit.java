package io.flowjay.feature;

/** The TTL or hop limit that a host sends, which each router on the way lessens by one. */
final class InitialHopLimit {
    private static final int[] USUAL = {32, 64, 128, 255};

    private InitialHopLimit() {}

    /** The smallest usual limit that is not below the observed one. */
    static int of(int observed) {
        int i = 0;
        while (USUAL[i] < observed) {
            i++;
        }
        return USUAL[i];
    }
}
