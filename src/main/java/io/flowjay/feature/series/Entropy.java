package io.flowjay.feature.series;

/** Shannon entropy in bits, as a sum over the distinct values of {@code -p * log2(p)}. */
final class Entropy {
    static final double LN2 = Math.log(2);

    private Entropy() {}

    /** What a value contributes that occurs {@code count} times among {@code total}; 0 when it does not occur. */
    static double term(int count, int total) {
        if (count == 0) {
            return 0;
        }
        double share = (double) count / total;
        return -share * log2(share);
    }

    /** Entropy by the most that {@code values} distinct values can have, 0 to 1; NaN when there is only one. */
    static double normalized(double bits, int values) {
        return values > 1 ? Math.min(1, bits / log2(values)) : Double.NaN;
    }

    private static double log2(double value) {
        return Math.log(value) / LN2;
    }
}
