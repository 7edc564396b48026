package io.flowjay.record.parquet.encoding;

/** The smallest and the largest value of a page or of a column chunk, in the bytes of the plain encoding. */
public interface Bounds {
    /** Whether there are bounds: not for nulls only, and not for NaN only. */
    boolean exist();

    byte[] min();

    byte[] max();

    /** Whether {@link #min} is a value; otherwise it is a shorter text that is smaller than all values. */
    boolean isMinExact();

    /** Whether {@link #max} is a value; otherwise it is a shorter text that is larger than all values. */
    boolean isMaxExact();
}
