package io.flowjay.feature;

import org.jspecify.annotations.Nullable;

/**
 * The values of one flow's features. Numbers, flags and times are longs (a double by its bits); text and arrays are objects. A
 * new vector holds every feature's missing value; groups overwrite what they know.
 */
public final class FeatureVector {
    private final long[] missingNumbers;
    private final @Nullable Object[] missingObjects;
    private final long[] numbers;
    private final @Nullable Object[] objects;
    private int base;

    FeatureVector(long[] missingNumbers, @Nullable Object[] missingObjects) {
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

    /** Sets the position of the group's first feature; positions of the setters count from there. */
    void startGroup(int position) {
        base = position;
    }

    void setBool(int feature, boolean value) {
        numbers[base + feature] = value ? 1 : 0;
    }

    void setLong(int feature, long value) {
        numbers[base + feature] = value;
    }

    /** Sets a float64; a value that is not finite leaves the missing value in place, since JSON has no such number. */
    void setDouble(int feature, double value) {
        if (Double.isFinite(value)) {
            numbers[base + feature] = Double.doubleToRawLongBits(value);
        }
    }

    /** Sets a time in nanoseconds since the Unix epoch. */
    void setTime(int feature, long nanos) {
        numbers[base + feature] = nanos;
    }

    void setObject(int feature, Object value) {
        objects[base + feature] = value;
    }

    /** Whether a feature is known to hold its missing value; a text or an array may hold an equal one unknown. */
    public boolean isMissing(int position) {
        return numbers[position] == missingNumbers[position] && objects[position] == missingObjects[position];
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
