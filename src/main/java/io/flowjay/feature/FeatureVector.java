package io.flowjay.feature;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one flow's features, in record order. Numbers, flags and times are longs (a double by its bits); text and arrays
 * are objects. A new vector holds every feature's missing value; groups overwrite what they know.
 */
public final class FeatureVector {
    private final long[] missingNumbers;
    private final @Nullable Object[] missingObjects;
    private final long[] numbers;
    private final @Nullable Object[] objects;
    private final int[] positions;
    private int base;

    /**
     * Makes a vector of missing values.
     *
     * @param missingNumbers the missing value of each feature that is kept as a number; any number for the others
     * @param missingObjects the missing value of each feature that is kept as an object; null for the others
     * @param positions position of each feature, in the order in which groups compute them
     */
    FeatureVector(long[] missingNumbers, @Nullable Object[] missingObjects, int[] positions) {
        this.positions = positions;
        this.missingNumbers = missingNumbers;
        this.missingObjects = missingObjects;
        numbers = missingNumbers.clone();
        objects = missingObjects.clone();
    }

    /** Sets every feature to its missing value, for the next flow. The extractor calls it. */
    public void clear() {
        System.arraycopy(missingNumbers, 0, numbers, 0, numbers.length);
        System.arraycopy(missingObjects, 0, objects, 0, objects.length);
    }

    /**
     * Starts the group whose features are set next. The extractor calls it.
     *
     * @param first number of features that the groups before it compute
     */
    public void startGroup(int first) {
        base = first;
    }

    /** Sets a flag. */
    public void set(FlagFeature feature, boolean value) {
        numbers[positions[base + feature.index()]] = value ? 1 : 0;
    }

    /** Sets an integer. */
    public void set(IntegerFeature feature, long value) {
        numbers[positions[base + feature.index()]] = value;
    }

    /** Sets a number; a value that is not finite leaves the missing value in place, since JSON has no such number. */
    public void set(NumberFeature feature, double value) {
        if (Double.isFinite(value)) {
            numbers[positions[base + feature.index()]] = Double.doubleToRawLongBits(value);
        }
    }

    /** Sets a time in nanoseconds since the Unix epoch. */
    public void set(TimeFeature feature, long nanos) {
        numbers[positions[base + feature.index()]] = nanos;
    }

    /** Sets a text. */
    public void set(TextFeature feature, String value) {
        setObject(feature.index(), value);
    }

    /** Sets a list of integers; the vector keeps the array itself. */
    public void set(IntegersFeature feature, long[] value) {
        setObject(feature.index(), value);
    }

    /** Sets a list of numbers; the vector keeps the array itself. */
    public void set(NumbersFeature feature, double[] value) {
        setObject(feature.index(), value);
    }

    /** Sets a list of rows of numbers; the vector keeps the arrays themselves. */
    public void set(RowsFeature feature, double[][] value) {
        setObject(feature.index(), value);
    }

    private void setObject(int feature, Object value) {
        int position = positions[base + feature];
        objects[position] = value;
        // The number only marks the feature as present.
        long missing = missingNumbers[position];
        numbers[position] = value == missingObjects[position] ? missing : ~missing;
    }

    /** Whether a feature holds its missing value. A text or an array that equals it, but is another object, counts as present. */
    public boolean isMissing(int position) {
        return numbers[position] == missingNumbers[position];
    }

    /**
     * Finds the next feature that does not hold its missing value.
     *
     * @param from position of the first to look at
     * @param end position after the last
     * @return its position; {@code end} if there is none
     */
    public int nextPresent(int from, int end) {
        if (from < end && numbers[from] != missingNumbers[from]) {
            // Present features are mostly adjacent.
            return from;
        }
        int distance = Arrays.mismatch(numbers, from, end, missingNumbers, from, end);
        return distance < 0 ? end : from + distance;
    }

    /** The value of an int64, a bool (0 or 1) or a time (nanoseconds). */
    public long longAt(int position) {
        return numbers[position];
    }

    /** The value of a float64; NaN where the record holds null. */
    public double doubleAt(int position) {
        return Double.longBitsToDouble(numbers[position]);
    }

    /** The value of a string (String) or of an array (long[], double[] or double[][]). */
    public @Nullable Object objectAt(int position) {
        return objects[position];
    }
}
