package io.flowjay.record.format;

import io.flowjay.feature.FeatureVector;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The values of one record, by the position of their column. A writer of many records gets the same object for each, so it must not keep
 * it. Belongs to one thread. The type of a column decides which getter has its value; any other getter returns nonsense or fails.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class RecordValues {
    /** Number of fields before the features. */
    private final int extraCount;

    private @Nullable String[] extras;
    private FeatureVector vector;
    private int timestampDigits;

    /**
     * For the extraction: the values of a record.
     *
     * @param extras the values before the features
     * @param vector the features
     * @param timestampDigits decimal digits of a second
     */
    @API(status = API.Status.INTERNAL)
    public RecordValues(@Nullable String[] extras, FeatureVector vector, int timestampDigits) {
        extraCount = extras.length;
        this.extras = extras;
        this.vector = vector;
        this.timestampDigits = timestampDigits;
    }

    /** For the extraction: moves on to the next record, whose vector has the same features. */
    @API(status = API.Status.INTERNAL)
    public void set(@Nullable String[] nextExtras, FeatureVector nextVector, int nextTimestampDigits) {
        extras = nextExtras;
        vector = nextVector;
        timestampDigits = nextTimestampDigits;
    }

    /** Whether a column holds its missing value; for a field before the features: null. Values that are not missing may equal it. */
    public boolean isMissing(int column) {
        return column < extraCount ? extras[column] == null : vector.isMissing(column - extraCount);
    }

    /**
     * Finds the next column that does not hold its missing value. Most columns of most records do.
     *
     * @param from the first column to look at
     * @param end the column after the last
     * @return its position; {@code end} if there is none
     */
    public int nextPresent(int from, int end) {
        int first = from;
        while (first < extraCount) {
            if (first >= end || extras[first] != null) {
                return first;
            }
            first++;
        }
        return extraCount + vector.nextPresent(first - extraCount, end - extraCount);
    }

    /** The value of a BOOL (0 or 1), of an INT64, or of a TIME in nanoseconds since the Unix epoch. */
    public long longAt(int column) {
        return vector.longAt(column - extraCount);
    }

    /** The value of a FLOAT64; NaN for null. */
    public double doubleAt(int column) {
        return vector.doubleAt(column - extraCount);
    }

    /** The value of a STRING, or null. It may have surrogates without their pair, which {@code OutputBytes.utf8} replaces. */
    public @Nullable String textAt(int column) {
        return column < extraCount ? extras[column] : (String) vector.objectAt(column - extraCount);
    }

    /**
     * The list of a column of type INTEGERS ({@code long[]}), NUMBERS ({@code double[]}) or ROWS ({@code double[][]}), which must not be
     * changed. An empty list of any type may be an empty {@code long[]}.
     */
    public @Nullable Object listAt(int column) {
        return vector.objectAt(column - extraCount);
    }

    /** Digits of a second that the capture's timestamps have: 6 or 9. A format of text writes this many digits of a TIME. */
    public int timestampDigits() {
        return timestampDigits;
    }
}
