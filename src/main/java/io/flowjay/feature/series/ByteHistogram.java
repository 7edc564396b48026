package io.flowjay.feature.series;

import java.util.Arrays;

/** How often each byte value occurs; filled again for every flow. What is a share of the bytes is NaN when there are none. */
public final class ByteHistogram {
    /** Byte values that there are. */
    private static final int VALUES = 256;

    private static final int FIRST_PRINTABLE = ' ';
    private static final int LAST_PRINTABLE = '~';
    private static final int FIRST_HIGH = 0x80;

    private final int[] counts = new int[VALUES];
    private int total;
    private double entropy;
    private boolean hasEntropy;

    private final EntropyTerms terms;

    /** @param terms may serve several histograms of one thread */
    public ByteHistogram(EntropyTerms terms) {
        this.terms = terms;
    }

    public void clear() {
        Arrays.fill(counts, 0);
        total = 0;
        hasEntropy = false;
    }

    public void add(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            counts[bytes[i] & 0xff]++;
        }
        total += count;
        hasEntropy = false;
    }

    /** Holds the bytes of two others together. */
    public void fill(ByteHistogram one, ByteHistogram other) {
        if (one.total == 0 || other.total == 0) {
            copy(one.total == 0 ? other : one);
            return;
        }
        for (int i = 0; i < VALUES; i++) {
            counts[i] = one.counts[i] + other.counts[i];
        }
        total = one.total + other.total;
        hasEntropy = false;
    }

    private void copy(ByteHistogram from) {
        System.arraycopy(from.counts, 0, counts, 0, VALUES);
        total = from.total;
        entropy = from.entropy();
        hasEntropy = true;
    }

    /** Number of bytes. */
    public int total() {
        return total;
    }

    /** Shannon entropy in bits per byte, 0 of no bytes. */
    public double entropy() {
        if (!hasEntropy) {
            entropy = total == 0 ? 0 : sumOfTerms();
            hasEntropy = true;
        }
        return entropy;
    }

    private double sumOfTerms() {
        double[] known = terms.of(total);
        // Four sums, since an addition waits for the one before it.
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (int i = 0; i < VALUES; i += 4) {
            first += term(counts[i], known);
            second += term(counts[i + 1], known);
            third += term(counts[i + 2], known);
            fourth += term(counts[i + 3], known);
        }
        return first + second + (third + fourth);
    }

    private double term(int count, double[] known) {
        return count < known.length ? known[count] : Entropy.term(count, total);
    }

    /** Entropy by the most that this number of bytes can have; NaN for less than two. */
    public double normalizedEntropy() {
        return Entropy.normalized(entropy(), Math.min(VALUES, total));
    }

    /** Entropy with the correction of Miller (1955) for the few bytes that it is estimated from, 8 at most. */
    public double correctedEntropy() {
        int distinct = 0;
        for (int count : counts) {
            distinct += count > 0 ? 1 : 0;
        }
        double missed = (distinct - 1) / (2 * total * Entropy.LN2);
        return Math.min(Byte.SIZE, entropy() + missed);
    }

    /** 1 when all values are equally frequent, 0 when there is but one; NaN when there are fewer bytes than values. */
    public double uniformity() {
        if (total < VALUES) {
            return Double.NaN;
        }
        long squares = 0;
        for (int count : counts) {
            squares += (long) count * count;
        }
        double shares = (double) squares / ((double) total * total);
        double least = 1.0 / VALUES;
        return Math.max(0, Math.min(1, 1 - (shares - least) / (1 - least)));
    }

    /** Share of ASCII letters, digits, punctuation, space, tab, line feed and carriage return. */
    public double printableShare() {
        return share(FIRST_PRINTABLE, LAST_PRINTABLE) + (double) (counts['\t'] + counts['\n'] + counts['\r']) / total;
    }

    public double nullShare() {
        return share(0, 0);
    }

    /** Share of bytes whose highest bit is set. */
    public double highShare() {
        return share(FIRST_HIGH, VALUES - 1);
    }

    private double share(int from, int to) {
        int count = 0;
        for (int value = from; value <= to; value++) {
            count += counts[value];
        }
        return (double) count / total;
    }
}
