package io.flowjay.feature.series;

import java.util.Arrays;

/**
 * A sequence of whole numbers (bytes, nanoseconds) and its statistics. Standard deviation and variance are those of the
 * population where no other is named; percentiles are of type 7 of Hyndman and Fan (1996), which is linear between order statistics. Of an empty series
 * the sum is 0 and every other statistic NaN, except where a method says otherwise.
 *
 * <p>It is filled again for every flow and keeps its arrays.
 */
public final class Series {
    private static final int FIRST_CAPACITY = 64;

    private long[] values = new long[FIRST_CAPACITY];
    private long[] sorted = new long[FIRST_CAPACITY];
    private int size;
    private boolean isSorted;
    private long sum;
    /** NaN until it is asked for. */
    private double squares = Double.NaN;

    public void clear() {
        size = 0;
        sum = 0;
        squares = Double.NaN;
        isSorted = false;
    }

    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
        sum += value;
    }

    public int size() {
        return size;
    }

    public long get(int index) {
        return values[index];
    }

    public long sum() {
        return sum;
    }

    public double min() {
        return size == 0 ? Double.NaN : sorted()[0];
    }

    public double max() {
        return size == 0 ? Double.NaN : sorted()[size - 1];
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
                double deviation = values[i] - mean;
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
        long[] ascending = sorted();
        double position = (size - 1) * percent / 100;
        int low = (int) position;
        int high = Math.min(low + 1, size - 1);
        double fraction = position - low;
        return ascending[low] * (1 - fraction) + ascending[high] * fraction;
    }

    /** The value that occurs most; of several, the one that comes first in the sequence. */
    public long mode() {
        long[] ascending = sorted();
        int most = 0;
        for (int i = 0; i < size; ) {
            int end = endOfRun(ascending, i);
            most = Math.max(most, end - i);
            i = end;
        }
        int first = 0;
        while (count(values[first]) < most) {
            first++;
        }
        return values[first];
    }

    /** How often a value occurs. */
    public int count(long value) {
        return lowerBound(value + 1) - lowerBound(value);
    }

    /** How many different values there are. */
    public int distinct() {
        long[] ascending = sorted();
        int distinct = 0;
        for (int i = 0; i < size; i = endOfRun(ascending, i)) {
            distinct++;
        }
        return distinct;
    }

    /** Shannon entropy of the values by the most that so many different ones can have; NaN when all are equal. */
    public double normalizedEntropy() {
        long[] ascending = sorted();
        double bits = 0;
        int distinct = 0;
        for (int i = 0; i < size; ) {
            int end = endOfRun(ascending, i);
            bits += Entropy.term(end - i, size);
            distinct++;
            i = end;
        }
        return Entropy.normalized(bits, distinct);
    }

    /** The index after the last of the equal values that start at an index. */
    private int endOfRun(long[] ascending, int start) {
        int end = start + 1;
        while (end < size && ascending[end] == ascending[start]) {
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
        return first == size ? 0 : sorted()[first];
    }

    /** The number of values below a value. */
    private int lowerBound(long value) {
        long[] ascending = sorted();
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long[] sorted() {
        if (!isSorted) {
            if (sorted.length < size) {
                sorted = new long[values.length];
            }
            System.arraycopy(values, 0, sorted, 0, size);
            Arrays.sort(sorted, 0, size);
            isSorted = true;
        }
        return sorted;
    }
}
