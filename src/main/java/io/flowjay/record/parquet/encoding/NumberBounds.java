package io.flowjay.record.parquet.encoding;

import io.flowjay.feature.FeatureType;

/** Bounds of integers, of doubles (by their bits) or of flags. */
public final class NumberBounds implements Bounds {
    private final FeatureType type;
    private boolean exist;
    private long minInteger;
    private long maxInteger;
    private double minDouble;
    private double maxDouble;

    /** @param type BOOL, INT64, TIME or FLOAT64 */
    public NumberBounds(FeatureType type) {
        this.type = type;
    }

    public void clear() {
        exist = false;
    }

    /** Adds an integer or a flag, or the bits of a double. */
    public void add(long value) {
        if (type == FeatureType.FLOAT64) {
            double number = Double.longBitsToDouble(value);
            addDoubles(number, number);
        } else {
            addIntegers(value, value);
        }
    }

    /** Adds integers, or the bits of doubles. */
    public void add(long[] values, int count) {
        if (count == 0) {
            return;
        }
        if (type == FeatureType.FLOAT64) {
            addDoubles(values, count);
        } else {
            addIntegers(values, count);
        }
    }

    private void addIntegers(long[] values, int count) {
        long min = values[0];
        long max = min;
        for (int i = 1; i < count; i++) {
            long value = values[i];
            if (value < min) {
                min = value;
            } else if (value > max) {
                max = value;
            }
        }
        addIntegers(min, max);
    }

    private void addIntegers(long min, long max) {
        minInteger = exist ? Math.min(minInteger, min) : min;
        maxInteger = exist ? Math.max(maxInteger, max) : max;
        exist = true;
    }

    private void addDoubles(long[] values, int count) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double value = Double.longBitsToDouble(values[i]);
            if (value < min) {
                min = value;
            }
            if (value > max) {
                max = value;
            }
        }
        addDoubles(min, max);
    }

    /** NaN has no order, so it is never a bound: every comparison with it is false. */
    private void addDoubles(double min, double max) {
        if (min <= max) {
            minDouble = exist ? Math.min(minDouble, min) : min;
            maxDouble = exist ? Math.max(maxDouble, max) : max;
            exist = true;
        }
    }

    /** Adds the values of other bounds of the same type. */
    public void add(NumberBounds other) {
        if (!other.exist) {
            return;
        }
        if (type == FeatureType.FLOAT64) {
            addDoubles(other.minDouble, other.maxDouble);
        } else {
            addIntegers(other.minInteger, other.maxInteger);
        }
    }

    /** The smallest integer. */
    public long minInteger() {
        return minInteger;
    }

    @Override
    public boolean exist() {
        return exist;
    }

    /** Of zeros the negative one, since some readers tell them apart (parquet.thrift, ColumnOrder). */
    @Override
    public byte[] min() {
        return bytes(minInteger, minDouble == 0 ? -0.0 : minDouble);
    }

    /** Of zeros the positive one. */
    @Override
    public byte[] max() {
        return bytes(maxInteger, maxDouble == 0 ? 0.0 : maxDouble);
    }

    private byte[] bytes(long integer, double number) {
        if (type == FeatureType.BOOL) {
            return new byte[] {(byte) integer};
        }
        PageBytes bytes = new PageBytes(Long.BYTES);
        bytes.putLong(type == FeatureType.FLOAT64 ? Double.doubleToRawLongBits(number) : integer);
        return bytes.copy();
    }

    @Override
    public boolean isMinExact() {
        return true;
    }

    @Override
    public boolean isMaxExact() {
        return true;
    }
}
