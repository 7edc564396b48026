package io.flowjay.feature.series;

import io.flowjay.spill.LongSorter;
import io.flowjay.spill.Spill;
import io.flowjay.spill.SpilledLongs;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of whole numbers (bytes, nanoseconds) and its statistics. Standard deviation and variance are those of the
 * population where no other is named; percentiles are of type 7 of Hyndman and Fan (1996), which is linear between order statistics. Of an empty series
 * the sum is 0 and every other statistic NaN, except where a method says otherwise.
 *
 * <p>It is filled again for every flow and keeps its arrays. A series longer than {@link Spill#maxValues} is in a temporary file, and
 * sorted there; its statistics are the same.
 */
public final class Series {
    private static final int FIRST_CAPACITY = 64;
    /** From so many equal values on, their end is searched for. */
    private static final int LONG_RUN = 64;

    /** The last values: all, unless {@link #stored} has the ones before. */
    private long[] values = new long[FIRST_CAPACITY];

    private long[] sorted = new long[FIRST_CAPACITY];
    private @Nullable Spill spill;
    private int limit = Integer.MAX_VALUE;
    private @Nullable SpilledLongs stored;
    private @Nullable SpilledLongs sortedStored;
    private int used;
    private int size;
    private boolean isSorted;
    private long sum;
    /** NaN until it is asked for. */
    private double squares = Double.NaN;

    /**
     * Makes the series empty.
     *
     * @param next where values go that do not fit into memory, and how many do
     */
    public void start(Spill next) {
        release();
        spill = next;
        limit = next.maxValues();
        clear();
    }

    private void clear() {
        used = 0;
        size = 0;
        sum = 0;
        squares = Double.NaN;
        isSorted = false;
    }

    /** Gives back the room in the temporary file. The series must be started again. */
    public void release() {
        if (stored != null) {
            stored.free();
            stored = null;
            clear();
        }
        if (sortedStored != null) {
            sortedStored.free();
            sortedStored = null;
        }
    }

    public void add(long value) {
        if (used == values.length) {
            makeRoom();
        }
        values[used++] = value;
        size++;
        sum += value;
    }

    private void makeRoom() {
        if (spill == null || used < limit) {
            values = Arrays.copyOf(values, (int) Math.min(limit, used * 2L));
            return;
        }
        if (stored == null) {
            stored = new SpilledLongs(spill);
        }
        stored.add(values, used);
        used = 0;
    }

    public int size() {
        return size;
    }

    public long get(int index) {
        if (stored == null) {
            return values[index];
        }
        return index < stored.size() ? stored.get(index) : values[index - stored.size()];
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

    /** The value below which {@code percent} of the values lie. */
    public double percentile(double percent) {
        if (size == 0) {
            return Double.NaN;
        }
        sort();
        double position = (size - 1) * percent / 100;
        int low = (int) position;
        int high = Math.min(low + 1, size - 1);
        double fraction = position - low;
        return ascending(low) * (1 - fraction) + ascending(high) * fraction;
    }

    /** The value that occurs most; of several, the one that comes first in the sequence. */
    public long mode() {
        sort();
        int most = 0;
        for (int i = 0; i < size; ) {
            int end = endOfRun(i);
            most = Math.max(most, end - i);
            i = end;
        }
        return stored == null ? firstOf(most) : firstOfModes(modes(most));
    }

    private long firstOf(int times) {
        int first = 0;
        while (count(values[first]) < times) {
            first++;
        }
        return values[first];
    }

    /** The same without looking for each value in the file. */
    private long firstOfModes(long[] modes) {
        int first = 0;
        while (Arrays.binarySearch(modes, get(first)) < 0) {
            first++;
        }
        return get(first);
    }

    /** The values that occur so often, ascending. */
    private long[] modes(int times) {
        long[] modes = new long[1];
        int found = 0;
        for (int i = 0; i < size; ) {
            int end = endOfRun(i);
            if (end - i == times) {
                if (found == modes.length) {
                    modes = Arrays.copyOf(modes, found * 2);
                }
                modes[found++] = ascending(i);
            }
            i = end;
        }
        return Arrays.copyOf(modes, found);
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
        long value = ascending(start);
        int end = start + 1;
        while (end < size && ascending(end) == value) {
            if (end - start == LONG_RUN) {
                return firstAbove(value, end);
            }
            end++;
        }
        return end;
    }

    /** The first index from a given one on whose value in ascending order is greater. */
    private int firstAbove(long value, int from) {
        int low = from;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending(middle) <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
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
            if (ascending(middle) < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A value by its place in ascending order. */
    private long ascending(int index) {
        if (!isSorted) {
            sort();
        }
        return sortedStored == null ? sorted[index] : sortedStored.get(index);
    }

    private void sort() {
        if (isSorted) {
            return;
        }
        if (sorted.length < used) {
            sorted = new long[values.length];
        }
        if (stored == null) {
            System.arraycopy(values, 0, sorted, 0, size);
            Arrays.sort(sorted, 0, size);
        } else {
            sortStored();
        }
        isSorted = true;
    }

    private void sortStored() {
        if (sorted.length < limit) {
            sorted = new long[limit];
        }
        LongSorter sorter = new LongSorter(Objects.requireNonNull(spill), sorted);
        for (int i = 0; i < size; i++) {
            sorter.add(get(i));
        }
        sortedStored = sorter.sorted();
    }
}
