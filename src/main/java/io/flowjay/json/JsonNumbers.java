package io.flowjay.json;

import com.fasterxml.jackson.core.io.NumberOutput;

/** Numbers as JSON text, written into an array. Doubles have the fewest digits that tell them apart, as Jackson writes them. */
public final class JsonNumbers {
    /** What the longest number takes: a double such as -1.2345678901234567E-308, a time such as -9223372036.854775808. */
    public static final int MAX_BYTES = 26;

    /** Digits of a double that needs most; one that needs fewer has zeros in place of the others but the last. */
    private static final int MAX_SIGNIFICANT = 17;

    private static final int NANO_DIGITS = 9;
    private static final int MICRO_DIGITS = 6;
    private static final long NANOS = 1_000_000_000;
    private static final long MICROS = 1_000_000;
    /** From here on doubles have an exponent. */
    private static final double FIRST_WITH_EXPONENT = 1e7;
    /** Below, but for 0, they have one too. */
    private static final double LAST_WITH_EXPONENT = 1e-3;
    /** Below, a billionth is more than a double's precision of 15 digits. */
    private static final double LAST_OF_NANOS = 1e6;

    /** The powers of ten, from the first to the last that is a long. */
    private static final long[] POWERS = new long[19];

    /** 2³⁷ by 100, rounded up: near enough for all ints. */
    private static final long HUNDREDTH = 1_374_389_535;

    private static final int HUNDREDTH_SHIFT = 37;
    private static final long EIGHT_DIGITS = 100_000_000;
    private static final double A_HUNDRED_MILLIONTH = 1e-8;

    /** The digits of the numbers below 100. */
    private static final byte[] TENS = new byte[100];

    private static final byte[] ONES = new byte[100];

    static {
        for (int i = 0; i < 100; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            ONES[i] = (byte) ('0' + i % 10);
        }
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private JsonNumbers() {}

    /** Writes an integer and returns the index after it. */
    public static int integer(long value, byte[] to, int at) {
        if (value >= 0) {
            return digits(value, count(value), to, at);
        }
        to[at] = '-';
        if (value == Long.MIN_VALUE) {
            // It has no positive counterpart.
            return digits(-(value % NANOS), NANO_DIGITS, to, integer(-(value / NANOS), to, at + 1));
        }
        return digits(-value, count(-value), to, at + 1);
    }

    /**
     * Writes a finite double and returns the index after it.
     *
     * <p>Most are whole, or times of a capture: a decimal of at most 15 digits. No two of those are the same double, so one that
     * gives back the value is the shortest there is, and needs no search for it.
     */
    public static int decimal(double value, byte[] to, int start) {
        int at = start;
        double magnitude = Math.abs(value);
        if (Double.doubleToRawLongBits(value) < 0) {
            to[at++] = '-';
        }
        long whole = (long) magnitude;
        if (whole == magnitude && magnitude < FIRST_WITH_EXPONENT) {
            at = digits(whole, count(whole), to, at);
            to[at] = '.';
            to[at + 1] = '0';
            return at + 2;
        }
        if (magnitude < LAST_OF_NANOS) {
            long nanos = (long) (magnitude * NANOS + 0.5);
            if ((double) nanos / NANOS == magnitude) {
                return magnitude < LAST_WITH_EXPONENT ? small(nanos, to, at) : fixed(nanos, to, at);
            }
        }
        return ShortestDecimal.covers(magnitude) ? significant(magnitude, to, at) : shortest(value, to, start);
    }

    /** Writes a time in seconds with 6 or 9 digits after the point, and returns the index after it. */
    public static int time(long nanos, int digits, byte[] to, int start) {
        int at = start;
        long perSecond = digits == MICRO_DIGITS ? MICROS : NANOS;
        long units = digits == MICRO_DIGITS ? Math.floorDiv(nanos, NANOS / MICROS) : nanos;
        if (units < 0) {
            to[at++] = '-';
        }
        long seconds = Math.abs(units / perSecond);
        at = digits(seconds, count(seconds), to, at);
        to[at] = '.';
        return digits(Math.abs(units % perSecond), digits, to, at + 1);
    }

    /** Billionths, 0.001 or more, without zeros at the end. */
    private static int fixed(long nanos, byte[] to, int start) {
        long seconds = nanos / NANOS;
        int at = digits(seconds, count(seconds), to, start);
        to[at] = '.';
        return withoutZeros(to, digits(nanos % NANOS, NANO_DIGITS, to, at + 1));
    }

    /** Billionths below 0.001: one digit before the point, at least one after it, and an exponent. */
    private static int small(long nanos, byte[] to, int start) {
        int count = count(nanos);
        int end = digits(nanos, count, to, start + 1);
        to[start] = to[start + 1];
        to[start + 1] = '.';
        if (count == 1) {
            to[end++] = '0';
        } else {
            end = withoutZeros(to, end);
        }
        to[end] = 'E';
        to[end + 1] = '-';
        to[end + 2] = (byte) ('0' + NANO_DIGITS + 1 - count);
        return end + 3;
    }

    /** A double that may need all its digits. */
    private static int significant(double magnitude, byte[] to, int start) {
        long significand = ShortestDecimal.digits(magnitude);
        int count = significand < POWERS[MAX_SIGNIFICANT - 1] ? MAX_SIGNIFICANT - 1 : MAX_SIGNIFICANT;
        int whole = count + ShortestDecimal.exponent(magnitude);
        if (magnitude >= LAST_WITH_EXPONENT && magnitude < FIRST_WITH_EXPONENT) {
            return plain(significand, count, whole, to, start);
        }
        int end = withoutZeros(to, pointed(significand, count, 1, to, start));
        to[end] = 'E';
        return integer(whole - 1, to, end + 1);
    }

    /** A decimal without exponent, with some digits, or a negative number of zeros, before or after the point. */
    private static int plain(long significand, int count, int whole, byte[] to, int start) {
        if (whole > 0) {
            return withoutZeros(to, pointed(significand, count, whole, to, start));
        }
        int at = start;
        to[at++] = '0';
        to[at++] = '.';
        for (int i = whole; i < 0; i++) {
            to[at++] = '0';
        }
        return withoutZeros(to, digits(significand, count, to, at));
    }

    /** Digits with a point after the first one or more. */
    private static int pointed(long significand, int count, int whole, byte[] to, int start) {
        int end = digits(significand, count, to, start + 1);
        for (int i = start; i < start + whole; i++) {
            to[i] = to[i + 1];
        }
        to[start + whole] = '.';
        return end;
    }

    private static int withoutZeros(byte[] text, int after) {
        int end = after;
        while (text[end - 1] == '0' && text[end - 2] != '.') {
            end--;
        }
        return end;
    }

    @SuppressWarnings("deprecation") // The characters are ASCII, which this copies without a look.
    private static int shortest(double value, byte[] to, int at) {
        String text = NumberOutput.toString(value, true);
        text.getBytes(0, text.length(), to, at);
        return at + text.length();
    }

    /** Writes the last {@code count} digits of a number that is not negative, with zeros ahead where it has fewer. */
    private static int digits(long value, int count, byte[] to, int at) {
        if (value <= Integer.MAX_VALUE) {
            return digits((int) value, count, to, at);
        }
        // Divided by a multiplication of doubles, which may be one off: the quick compiler calls a function to divide
        // longs.
        long high = (long) (value * A_HUNDRED_MILLIONTH);
        long low = value - high * EIGHT_DIGITS;
        if (low < 0) {
            high--;
            low += EIGHT_DIGITS;
        } else if (low >= EIGHT_DIGITS) {
            high++;
            low -= EIGHT_DIGITS;
        }
        int middle = digits(high, count - 8, to, at);
        return digits((int) low, 8, to, middle);
    }

    private static int digits(int value, int count, byte[] to, int at) {
        int left = value;
        int i = at + count;
        while (i - at >= 2) {
            // Divided by 100 by a multiplication, which the quick compiler would not think of.
            int hundredth = (int) ((left * HUNDREDTH) >>> HUNDREDTH_SHIFT);
            int pair = left - hundredth * 100;
            to[--i] = ONES[pair];
            to[--i] = TENS[pair];
            left = hundredth;
        }
        if (i > at) {
            to[at] = ONES[left];
        }
        return at + count;
    }

    /** How many digits a number has that is not negative. */
    private static int count(long value) {
        int count = 1;
        while (count < POWERS.length && value >= POWERS[count]) {
            count++;
        }
        return count;
    }
}
