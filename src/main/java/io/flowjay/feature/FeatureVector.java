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
     * @param missingNumbers the missing value of each feature that is kept as a number; any number for the others
     * @param missingObjects the missing value of each feature that is kept as an object; null for the others
     * @param positions where each feature stands, in the order in which groups compute them
     */
    FeatureVector(long[] missingNumbers, @Nullable Object[] missingObjects, int[] positions) {
        this.positions = positions;
        this.missingNumbers = missingNumbers;
        this.missingObjects = missingObjects;
        numbers = missingNumbers.clone();
        objects = missingObjects.clone();
    }

    /** Puts every feature's missing value in, for use by the next flow. */
    void clear() {
        System.arraycopy(missingNumbers, 0, numbers, 0, numbers.length);
        System.arraycopy(missingObjects, 0, objects, 0, objects.length);
    }

    /** Sets the group whose features the setters count: the number of features that groups ahead of it compute. */
    void startGroup(int first) {
        base = first;
    }

    void setBool(int feature, boolean value) {
        numbers[positions[base + feature]] = value ? 1 : 0;
    }

    void setLong(int feature, long value) {
        numbers[positions[base + feature]] = value;
    }

    /** Sets a float64; a value that is not finite leaves the missing value in place, since JSON has no such number. */
    void setDouble(int feature, double value) {
        if (Double.isFinite(value)) {
            numbers[positions[base + feature]] = Double.doubleToRawLongBits(value);
        }
    }

    /** Sets a time in nanoseconds since the Unix epoch. */
    void setTime(int feature, long nanos) {
        numbers[positions[base + feature]] = nanos;
    }

    void setObject(int feature, Object value) {
        int position = positions[base + feature];
        objects[position] = value;
        // Its number is of no use but to tell that there is a value.
        long missing = missingNumbers[position];
        numbers[position] = value == missingObjects[position] ? missing : ~missing;
    }

    /** Whether a feature is known to hold its missing value; a text or an array may hold an equal one unknown. */
    public boolean isMissing(int position) {
        return numbers[position] == missingNumbers[position];
    }

    /**
     * The next feature that does not hold its missing value.
     *
     * @param from the first to look at
     * @param end the one behind the last; the answer when there is none
     */
    public int nextPresent(int from, int end) {
        if (from < end && numbers[from] != missingNumbers[from]) {
            // What is known stands side by side more often than not.
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
