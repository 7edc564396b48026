package io.flowjay.protocol.http2;

import java.util.Arrays;

/**
 * A set of stream identifiers without 0. They are appended; a full array is sorted, freed of duplicates, and doubled when it is more
 * than half full still, so that no choice of identifiers makes it slow. It is as bounded as the frames that name streams are.
 */
final class StreamIds {
    private static final int FIRST_CAPACITY = 16;
    private static final int[] NONE = {};

    private int[] ids = NONE;
    private int length;
    private int last;

    /** Adds an identifier, unless it is 0. */
    void add(int id) {
        if (id == 0 || id == last) {
            return;
        }
        last = id;
        if (length == ids.length) {
            removeDuplicates();
            if (2 * length >= ids.length) {
                ids = Arrays.copyOf(ids, Math.max(FIRST_CAPACITY, 2 * ids.length));
            }
        }
        ids[length++] = id;
    }

    private void removeDuplicates() {
        Arrays.sort(ids, 0, length);
        int kept = 0;
        for (int i = 0; i < length; i++) {
            if (kept == 0 || ids[i] != ids[kept - 1]) {
                ids[kept++] = ids[i];
            }
        }
        length = kept;
    }

    /** How many different identifiers there are. */
    int size() {
        removeDuplicates();
        return length;
    }

    /** Memory that they take, in bytes. */
    int heldBytes() {
        return ids.length * Integer.BYTES;
    }
}
