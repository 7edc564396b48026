package io.flowjay.spill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sorts more numbers than fit into memory: sorts as many as fit at a time, writes each such run to the file, and merges the runs
 * (Knuth, The Art of Computer Programming, volume 3, section 5.4). It takes some 12 MiB of memory, however many numbers there are.
 */
public final class ExternalSort {
    private static final int RUN = 1 << 19;
    /** Numbers of all runs that are in memory while they are merged. */
    private static final int MERGED = 1 << 20;

    private static final int MIN_PAGE = 512;

    /** The numbers to sort. */
    public interface Source {
        /** The number at an index; asked for in order, once each. */
        long get(int index);
    }

    private final SpillSpace space;
    private final List<SpilledLongs> runs = new ArrayList<>();
    /** A binary heap of runs by their next numbers, the smallest first. */
    private final int[] heap;

    private final long[] heads;
    private final int[] next;

    private ExternalSort(SpillSpace space, Source source, int size, int runLength) {
        this.space = space;
        int count = (int) ((size + runLength - 1L) / runLength);
        heap = new int[count];
        heads = new long[count];
        next = new int[count];
        int pageLength = Math.max(MIN_PAGE, Math.min(SpilledLongs.PAGE, Integer.highestOneBit(MERGED / count)));
        long[] run = new long[Math.min(runLength, size)];
        int from = 0;
        while (from < size) {
            int length = Math.min(run.length, size - from);
            for (int i = 0; i < length; i++) {
                run[i] = source.get(from + i);
            }
            Arrays.sort(run, 0, length);
            SpilledLongs written = new SpilledLongs(space, pageLength);
            written.add(run, length);
            runs.add(written);
            from += length;
        }
    }

    /** The numbers of a source in ascending order; the source has at least one. */
    public static SpilledLongs sort(SpillSpace space, Source source, int size) {
        return sort(space, source, size, RUN);
    }

    static SpilledLongs sort(SpillSpace space, Source source, int size, int runLength) {
        ExternalSort sort = new ExternalSort(space, source, size, runLength);
        SpilledLongs sorted = sort.merge(size);
        sort.runs.forEach(SpilledLongs::free);
        return sorted;
    }

    private SpilledLongs merge(int size) {
        int count = runs.size();
        for (int i = 0; i < count; i++) {
            heap[i] = i;
            heads[i] = runs.get(i).get(0);
        }
        for (int i = count / 2 - 1; i >= 0; i--) {
            sink(i, count);
        }
        SpilledLongs sorted = new SpilledLongs(space);
        long[] page = new long[SpilledLongs.PAGE];
        int filled = 0;
        for (int i = 0; i < size; i++) {
            int first = heap[0];
            page[filled++] = heads[first];
            if (filled == page.length) {
                sorted.add(page, filled);
                filled = 0;
            }
            SpilledLongs run = runs.get(first);
            if (++next[first] < run.size()) {
                heads[first] = run.get(next[first]);
            } else {
                heap[0] = heap[--count];
            }
            sink(0, count);
        }
        sorted.add(page, filled);
        return sorted;
    }

    /** Moves a run down to its place among those below it. */
    private void sink(int from, int count) {
        int at = from;
        while (at * 2 + 1 < count) {
            int child = at * 2 + 1;
            if (child + 1 < count && heads[heap[child + 1]] < heads[heap[child]]) {
                child++;
            }
            if (heads[heap[at]] <= heads[heap[child]]) {
                return;
            }
            int moved = heap[at];
            heap[at] = heap[child];
            heap[child] = moved;
            at = child;
        }
    }
}
