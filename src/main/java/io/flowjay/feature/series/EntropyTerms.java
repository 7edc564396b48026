package io.flowjay.feature.series;

/**
 * What a value contributes to an entropy, by how often it occurs: the logarithms that the samples of one flow after another need,
 * computed once. For use by one thread.
 */
public final class EntropyTerms {
    /** Most byte values of a few hundred bytes occur fewer times than this. */
    private static final int COUNTS = 16;
    /** Terms are kept for samples of fewer bytes than this. */
    private static final int TOTALS = 1024;

    private final double[][] known = new double[TOTALS][];

    /** The terms of values that occur 0, 1, 2 and more times among {@code total}; 0 for one that does not occur. */
    public double[] of(int total) {
        double[] terms = total < TOTALS ? known[total] : null;
        if (terms == null) {
            terms = new double[COUNTS];
            for (int count = 1; count < COUNTS; count++) {
                terms[count] = Entropy.term(count, total);
            }
            if (total < TOTALS) {
                known[total] = terms;
            }
        }
        return terms;
    }
}
