package io.flowjay.protocol.stream;

import java.util.BitSet;

/** Which bytes came. */
public final class Presence {
    private Presence() {}

    /**
     * The next place whose byte came or did not. A look at one place after the other, since those of {@link BitSet} do not end
     * where a segment does: over all of its small pieces they would cost more than the bytes.
     *
     * @param present the places whose bytes came
     * @param came what to pass over
     * @param from the first place
     * @param end where to stop
     */
    public static int skip(BitSet present, boolean came, int from, int end) {
        if (from >= present.length()) {
            return came ? from : end;
        }
        int at = from;
        while (at < end && present.get(at) == came) {
            at++;
        }
        return at;
    }
}
