package io.flowjay.json;

import java.math.BigInteger;

/**
 * The shortest decimals that give back a double, and of those the nearest, by the method of Giulietti (2021), "The Schubfach way to
 * render doubles": the decimals of the coarsest grid that has at least one within the double's rounding interval are at most two
 * times two candidates, which 126 bits of the power of ten tell apart. It is restricted to doubles as flows have them.
 */
final class ShortestDecimal {
    private static final int FRACTION_BITS = 52;
    private static final long HIDDEN_BIT = 1L << FRACTION_BITS;
    private static final int EXPONENT_BIAS = Double.MAX_EXPONENT + FRACTION_BITS;
    /** The exponents of a significand without fraction, of 2⁻⁴⁰ and of the doubles below 2⁶³. */
    private static final int MIN_EXPONENT = -40 - FRACTION_BITS;

    private static final int EXPONENTS = 63 - FRACTION_BITS - MIN_EXPONENT;
    private static final int POWER_BITS = 126;
    private static final long LOW_BITS = Long.MAX_VALUE;

    /** For each exponent: the decimal exponent of the grid, that is the largest power of ten not above one unit in the last place. */
    private static final byte[] GRIDS = new byte[EXPONENTS];
    /** How far a significand is shifted so that the product with the power of ten ends at its bit 127. */
    private static final byte[] SHIFTS = new byte[EXPONENTS];
    /** The highest 126 bits of the power of ten that a significand is multiplied by, plus one: 63 bits each. */
    private static final long[] HIGH = new long[EXPONENTS];

    private static final long[] LOW = new long[EXPONENTS];

    static {
        for (int i = 0; i < EXPONENTS; i++) {
            int exponent = MIN_EXPONENT + i;
            int grid = (int) Math.floor(exponent * Math.log10(2));
            // 10^-grid, times a power of two that leaves more than enough bits of it.
            int scale = 2 * POWER_BITS;
            BigInteger power = grid > 0
                    ? BigInteger.ONE.shiftLeft(scale).divide(BigInteger.TEN.pow(grid))
                    : BigInteger.TEN.pow(-grid).shiftLeft(scale);
            int surplus = power.bitLength() - POWER_BITS;
            BigInteger bits = power.shiftRight(surplus).add(BigInteger.ONE);
            GRIDS[i] = (byte) grid;
            SHIFTS[i] = (byte) (exponent + surplus - scale + POWER_BITS + 1);
            HIGH[i] = bits.shiftRight(Long.SIZE - 1).longValueExact();
            LOW[i] = bits.longValue() & LOW_BITS;
        }
    }

    private ShortestDecimal() {}

    /** Whether {@link #digits} knows a double: from 2⁻⁴⁰ below 2⁶³, but for powers of two, which lie unevenly among their neighbours. */
    static boolean covers(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int index = index(bits);
        return bits > 0 && index >= 0 && index < EXPONENTS && (bits & (HIDDEN_BIT - 1)) != 0;
    }

    /** The power of ten that the digits of a double are multiplied by. */
    static int exponent(double value) {
        return GRIDS[index(Double.doubleToRawLongBits(value))];
    }

    /** The digits of a double, 16 or 17; the last ones may be zeros. */
    static long digits(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int index = index(bits);
        long significand = (bits & (HIDDEN_BIT - 1)) | HIDDEN_BIT;
        // In quarters of the grid, and odd if more digits follow: the value and the ends of its rounding interval.
        long quarters = scaled(4 * significand, index);
        // To even is how a parser rounds: the ends belong to a double whose significand is even.
        long open = significand & 1;
        long lowest = scaled(4 * significand - 2, index) + open;
        long highest = scaled(4 * significand + 2, index) - open;
        long below = quarters / 4;
        // The coarser grid first: at most one of its decimals lies within.
        long coarse = below / 10 * 10;
        boolean isCoarse = lowest <= 4 * coarse;
        if (isCoarse != (4 * (coarse + 10) <= highest)) {
            return isCoarse ? coarse : coarse + 10;
        }
        boolean isBelow = lowest <= 4 * below;
        if (isBelow != (4 * (below + 1) <= highest)) {
            return isBelow ? below : below + 1;
        }
        // Both or none: the nearer one, of two equally near ones the even one.
        long half = 4 * below + 2;
        return quarters < half || (quarters == half && below % 2 == 0) ? below : below + 1;
    }

    private static int index(long bits) {
        return (int) (bits >>> FRACTION_BITS) - EXPONENT_BIAS - MIN_EXPONENT;
    }

    /** A significand times the power of ten; the last bit is set when the product is not whole. */
    private static long scaled(long significand, int index) {
        long shifted = significand << SHIFTS[index];
        long high = HIGH[index];
        long middle = ((high * shifted) >>> 1) + Math.multiplyHigh(LOW[index], shifted);
        long whole = Math.multiplyHigh(high, shifted) + (middle >>> (Long.SIZE - 1));
        boolean isWhole = (middle & LOW_BITS) == 0;
        return isWhole ? whole : whole | 1;
    }
}
