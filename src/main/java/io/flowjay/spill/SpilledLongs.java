package io.flowjay.spill;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A sequence of numbers in the file of a {@link SpillSpace}, in pages of equal length. It is written once from its start to its end.
 * Reading in order is fast, since a page stays in memory until another one is needed.
 */
public final class SpilledLongs {
    /** Numbers in a page of most sequences. */
    public static final int PAGE = 1 << 14;

    private static final int FIRST_PAGES = 16;

    private final SpillSpace space;
    private final int pageShift;
    private final long[] page;
    private long[] positions = new long[FIRST_PAGES];
    private int pages;
    private int size;
    private int current = -1;

    /** An empty sequence. */
    public SpilledLongs(SpillSpace space) {
        this(space, PAGE);
    }

    /** @param pageLength numbers in a page: a power of two, {@link #PAGE} at most */
    SpilledLongs(SpillSpace space, int pageLength) {
        this.space = space;
        pageShift = Integer.numberOfTrailingZeros(pageLength);
        page = new long[pageLength];
    }

    /** Adds the first numbers of an array; all that were added before must fill their pages. */
    public void add(long[] values, int count) {
        ByteBuffer buffer = space.borrow();
        try {
            for (int from = 0; from < count; from += page.length) {
                int length = Math.min(page.length, count - from);
                buffer.clear();
                buffer.asLongBuffer().put(values, from, length);
                buffer.limit(length * Long.BYTES);
                if (pages == positions.length) {
                    positions = Arrays.copyOf(positions, pages * 2);
                }
                positions[pages] = space.write(buffer);
                pages++;
                size += length;
            }
        } finally {
            space.giveBack(buffer);
        }
    }

    /** How many numbers there are. */
    public int size() {
        return size;
    }

    /** The number at an index. */
    public long get(int index) {
        int wanted = index >>> pageShift;
        if (wanted != current) {
            load(wanted);
        }
        return page[index & (page.length - 1)];
    }

    private void load(int wanted) {
        int length = length(wanted);
        ByteBuffer buffer = space.borrow();
        try {
            buffer.limit(length * Long.BYTES);
            space.read(positions[wanted], buffer);
            buffer.flip();
            buffer.asLongBuffer().get(page, 0, length);
        } finally {
            space.giveBack(buffer);
        }
        current = wanted;
    }

    private int length(int ofPage) {
        return Math.min(page.length, size - (ofPage << pageShift));
    }

    /** Frees the pages. */
    public void free() {
        for (int i = 0; i < pages; i++) {
            space.free(positions[i], length(i) * Long.BYTES);
        }
        pages = 0;
        size = 0;
        current = -1;
    }
}
