package io.flowjay.spill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sorts whole numbers that may not fit into memory, by merging: pieces are sorted in memory and written, then merged, a limited
 * number at a time (Knuth, The Art of Computer Programming, volume 3, section 5.4). The result is in the temporary file.
 */
public final class LongSorter {
    /** Pieces that are merged at a time; each has a block in memory. */
    private static final int MOST_MERGED = 64;

    private final Spill spill;
    private final long[] piece;
    private int size;
    private List<SpilledLongs> runs = new ArrayList<>();

    /** Starts without numbers. */
    public LongSorter(Spill spill) {
        this(spill, new long[spill.maxValues()]);
    }

    /** @param piece memory to sort in, which this overwrites */
    public LongSorter(Spill spill, long[] piece) {
        this.spill = spill;
        this.piece = piece;
    }

    /** Adds a number. */
    public void add(long value) {
        if (size == piece.length) {
            write();
        }
        piece[size++] = value;
    }

    /** All numbers, ascending. To be asked for once. */
    public SpilledLongs sorted() {
        write();
        while (runs.size() > 1) {
            List<SpilledLongs> merged = new ArrayList<>();
            for (int i = 0; i < runs.size(); i += MOST_MERGED) {
                merged.add(merge(runs.subList(i, Math.min(i + MOST_MERGED, runs.size()))));
            }
            runs = merged;
        }
        return runs.get(0);
    }

    private void write() {
        Arrays.sort(piece, 0, size);
        SpilledLongs run = new SpilledLongs(spill);
        run.add(piece, size);
        runs.add(run);
        size = 0;
    }

    private SpilledLongs merge(List<SpilledLongs> pieces) {
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        SpilledLongs merged = new SpilledLongs(spill);
        Heap heap = new Heap(pieces);
        while (heap.size > 0) {
            merged.add(heap.next());
        }
        return merged;
    }

    /** The pieces in the order of their next numbers: a binary heap. */
    private static final class Heap {
        private final SpilledLongs[] pieces;
        private final int[] positions;
        private final long[] values;
        private int size;

        Heap(List<SpilledLongs> sorted) {
            pieces = new SpilledLongs[sorted.size()];
            positions = new int[pieces.length];
            values = new long[pieces.length];
            for (SpilledLongs piece : sorted) {
                if (piece.size() > 0) {
                    pieces[size] = piece;
                    values[size++] = piece.get(0);
                }
            }
            for (int i = size / 2 - 1; i >= 0; i--) {
                sink(i);
            }
        }

        long next() {
            long least = values[0];
            SpilledLongs piece = pieces[0];
            int position = ++positions[0];
            if (position < piece.size()) {
                values[0] = piece.get(position);
            } else {
                piece.free();
                size--;
                move(size, 0);
            }
            sink(0);
            return least;
        }

        private void move(int from, int to) {
            pieces[to] = pieces[from];
            positions[to] = positions[from];
            values[to] = values[from];
        }

        private void sink(int start) {
            SpilledLongs piece = pieces[start];
            int position = positions[start];
            long value = values[start];
            int at = start;
            int child = 2 * at + 1;
            while (child < size) {
                if (child + 1 < size && values[child + 1] < values[child]) {
                    child++;
                }
                if (values[child] >= value) {
                    break;
                }
                move(child, at);
                at = child;
                child = 2 * at + 1;
            }
            pieces[at] = piece;
            positions[at] = position;
            values[at] = value;
        }
    }
}
