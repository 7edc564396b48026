package io.flowjay.feature.series;

import io.flowjay.spill.ExternalSort;
import io.flowjay.spill.SpillSpace;
import io.flowjay.spill.SpilledLongs;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of whole numbers (bytes, nanoseconds) and its statistics. Standard deviation and variance are those of the
 * population where no other is named; percentiles are of type 7 of Hyndman and Fan (1996), which is linear between order statistics. Of an empty series
 * the sum is 0 and every other statistic NaN, except where a method says otherwise.
 *
 * <p>It is filled again for every flow and keeps its arrays. Where memory is short, a long series is in a temporary file, and is sorted
 * there; its statistics are the same.
 */
public final class Series {
    private static final int FIRST_CAPACITY = 64;
    /** Arrays of this many values grow only while there is memory. */
    private static final int LARGE = SpilledLongs.PAGE;

    private static final int PERCENT = 100;
    /** A hundred times this is a double without an error: 25 hours in nanoseconds. */
    private static final long MOST_EXACT = (1L << 53) / PERCENT;

    private SpillSpace space = new SpillSpace(Long.MAX_VALUE);
    private long reserved;
    private long[] values = new long[FIRST_CAPACITY];
    private long[] sorted = new long[FIRST_CAPACITY];
    private int size;
    /** The value that the array begins with, and those before it. */
    private int base;

    private @Nullable SpilledLongs earlier;
    private boolean isSorted;
    /** All values in ascending order, when they are more than fit into memory. */
    private @Nullable SpilledLongs spilledSorted;

    private long sum;
    /** NaN until it is asked for. */
    private double squares = Double.NaN;

    /** Forgets the values, and takes the memory for many new ones from a space. */
    public void clear(SpillSpace memory) {
        if (reserved > 0 || base > 0 || spilledSorted != null) {
            release();
        }
        space = memory;
        size = 0;
        sum = 0;
        squares = Double.NaN;
        isSorted = false;
    }

    private void release() {
        if (earlier != null) {
            earlier.free();
            earlier = null;
        }
        if (spilledSorted != null) {
            spilledSorted.free();
            spilledSorted = null;
        }
        base = 0;
        space.release(reserved);
        reserved = 0;
        values = values.length > LARGE ? new long[LARGE] : values;
        sorted = sorted.length > LARGE ? new long[LARGE] : sorted;
    }

    /** Adds a value. */
    public void add(long value) {
        if (size - base == values.length) {
            grow();
        }
        values[size - base] = value;
        size++;
        sum += value;
    }

    private void grow() {
        int capacity = values.length * 2;
        if (capacity > LARGE && !reserve(values.length)) {
            SpilledLongs before = earlier;
            if (before == null) {
                before = new SpilledLongs(space);
                earlier = before;
            }
            before.add(values, values.length);
            base = size;
            return;
        }
        values = Arrays.copyOf(values, capacity);
    }

    private boolean reserve(int count) {
        long bytes = (long) count * Long.BYTES;
        if (!space.tryReserve(bytes)) {
            return false;
        }
        reserved += bytes;
        return true;
    }

    public int size() {
        return size;
    }

    public long get(int index) {
        int at = index - base;
        return at >= 0 ? values[at] : spilled(index);
    }

    private long spilled(int index) {
        SpilledLongs before = earlier;
        if (before == null) {
            throw new IndexOutOfBoundsException("a negative index");
        }
        return before.get(index);
    }

    /** A value by its place in ascending order. */
    public long ascending(int index) {
        sort();
        return inOrder(index);
    }

    public long sum() {
        return sum;
    }

    public double min() {
        return size == 0 ? Double.NaN : ascending(0);
    }

    public double max() {
        return size == 0 ? Double.NaN : ascending(size - 1);
    }

    public double mean() {
        return (double) sum / size;
    }

    public double variance() {
        return squares() / size;
    }

    public double std() {
        return Math.sqrt(variance());
    }

    /** The variance of the population that the values are a sample of; NaN below two values. */
    public double sampleVariance() {
        return size < 2 ? Double.NaN : squares() / (size - 1);
    }

    public double sampleStd() {
        return Math.sqrt(sampleVariance());
    }

    /** The sum of the squared deviations from the mean. */
    private double squares() {
        if (Double.isNaN(squares)) {
            double mean = mean();
            squares = 0;
            for (int i = 0; i < size; i++) {
                double deviation = get(i) - mean;
                squares += deviation * deviation;
            }
        }
        return squares;
    }

    /**
     * The value below which so many percent of the values lie. It lies between two of them in hundredths of their distance, and is
     * computed in whole numbers, so that it is exact wherever a double can be.
     */
    public double percentile(int percent) {
        if (size == 0) {
            return Double.NaN;
        }
        long position = (size - 1L) * percent;
        int low = (int) (position / PERCENT);
        int hundredths = (int) (position % PERCENT);
        long value = ascending(low);
        if (hundredths == 0) {
            return value;
        }
        long next = ascending(low + 1);
        if (value >= -MOST_EXACT && next <= MOST_EXACT) {
            return (value * (PERCENT - hundredths) + next * hundredths) / (double) PERCENT;
        }
        double share = hundredths / (double) PERCENT;
        return value * (1 - share) + next * share;
    }

    /** The value that occurs most; of several, the one that comes first in the sequence. */
    public long mode() {
        sort();
        int most = 0;
        int modes = 0;
        for (int i = 0; i < size; ) {
            int end = endOfRun(i);
            if (end - i > most) {
                most = end - i;
                modes = 0;
            }
            modes += end - i == most ? 1 : 0;
            i = end;
        }
        if (spilledSorted != null) {
            return firstOf(modes(most, modes));
        }
        int first = 0;
        while (count(get(first)) < most) {
            first++;
        }
        return get(first);
    }

    /** The values that occur this often, in ascending order; they are few among the lengths of packets. */
    private long[] modes(int most, int count) {
        long[] modes = new long[count];
        int found = 0;
        for (int i = 0; i < size; ) {
            int end = endOfRun(i);
            if (end - i == most) {
                modes[found++] = inOrder(i);
            }
            i = end;
        }
        return modes;
    }

    private long firstOf(long[] wanted) {
        int first = 0;
        while (Arrays.binarySearch(wanted, get(first)) < 0) {
            first++;
        }
        return get(first);
    }

    /** How often a value occurs. */
    public int count(long value) {
        return lowerBound(value + 1) - lowerBound(value);
    }

    /** How many different values there are. */
    public int distinct() {
        sort();
        int distinct = 0;
        for (int i = 0; i < size; i = endOfRun(i)) {
            distinct++;
        }
        return distinct;
    }

    /** Shannon entropy of the values by the most that so many different ones can have; NaN when all are equal. */
    public double normalizedEntropy() {
        sort();
        double bits = 0;
        int distinct = 0;
        for (int i = 0; i < size; ) {
            int end = endOfRun(i);
            bits += Entropy.term(end - i, size);
            distinct++;
            i = end;
        }
        return Entropy.normalized(bits, distinct);
    }

    /** The index after the last of the equal values that start at an index. */
    private int endOfRun(int start) {
        long value = inOrder(start);
        int end = start + 1;
        while (end < size && inOrder(end) == value) {
            end++;
        }
        return end;
    }

    /** How many values are greater than 0. */
    public int countPositive() {
        return size - lowerBound(1);
    }

    /** The smallest value greater than 0, or 0 when there is none. */
    public long minPositive() {
        int first = lowerBound(1);
        return first == size ? 0 : ascending(first);
    }

    /** The number of values below a value. */
    private int lowerBound(long value) {
        sort();
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inOrder(middle) < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A value of the sorted ones by its place. */
    private long inOrder(int place) {
        SpilledLongs outside = spilledSorted;
        return outside == null ? sorted[place] : outside.get(place);
    }

    private void sort() {
        if (isSorted) {
            return;
        }
        if (base == 0 && hasRoomToSort()) {
            System.arraycopy(values, 0, sorted, 0, size);
            Arrays.sort(sorted, 0, size);
        } else {
            spilledSorted = ExternalSort.sort(space, this::get, size);
        }
        isSorted = true;
    }

    private boolean hasRoomToSort() {
        if (sorted.length < size) {
            if (values.length > LARGE && !reserve(values.length)) {
                return false;
            }
            sorted = new long[values.length];
        }
        return true;
    }
}
