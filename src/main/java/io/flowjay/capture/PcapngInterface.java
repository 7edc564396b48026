package io.flowjay.capture;

import java.math.BigInteger;

/**
 * An interface of a pcapng section: what its Interface Description Block says of the packets.
 *
 * @param linkType LINKTYPE_ value
 * @param snapshotLength longest captured length, 0: no limit
 * @param resolution the if_tsresol option: a power of 10, or of 2 when the highest bit is set
 * @param offsetSeconds the if_tsoffset option
 * @param fcsLength the if_fcslen option in bytes
 */
record PcapngInterface(int linkType, long snapshotLength, int resolution, long offsetSeconds, int fcsLength) {
    static final int MICROSECONDS = 6;
    /** Finer units than these make 64 bits of time less than 2 seconds long. */
    static final int MAX_POWER_OF_10 = 19;

    static final int MAX_POWER_OF_2 = 63;

    private static final int POWER_OF_2 = 0x80;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int NANO_DIGITS = 9;
    /** 2 to the 20th is the first power of 2 beyond a million. */
    private static final int FINER_THAN_MICROS = 20;

    static boolean isValid(int resolution) {
        return (resolution & POWER_OF_2) == 0
                ? resolution <= MAX_POWER_OF_10
                : (resolution & ~POWER_OF_2) <= MAX_POWER_OF_2;
    }

    /** Decimal digits of a second that a record should show: 6, or 9 for units finer than a microsecond. */
    int timestampDigits() {
        boolean finer = (resolution & POWER_OF_2) == 0
                ? resolution > MICROSECONDS
                : (resolution & ~POWER_OF_2) >= FINER_THAN_MICROS;
        return finer ? NANO_DIGITS : MICROSECONDS;
    }

    /**
     * Nanoseconds since the Unix epoch of a time in the interface's units; a time beyond the range of a long is the nearest end of
     * that range.
     *
     * @param units unsigned 64 bits
     */
    long nanos(long units) {
        boolean binary = (resolution & POWER_OF_2) != 0;
        int power = resolution & ~POWER_OF_2;
        long seconds;
        long nanos;
        if (binary) {
            seconds = power == 0 ? units : units >>> power;
            long fraction = power == 0 ? 0 : units & (-1L >>> (Long.SIZE - power));
            // fraction < 2^power, so the product needs up to 93 bits of which the lower "power" bits are dropped.
            long high = Math.multiplyHigh(fraction, NANOS_PER_SECOND);
            long low = fraction * NANOS_PER_SECOND;
            nanos = power == 0 ? 0 : (high << (Long.SIZE - power)) | (low >>> power);
        } else {
            long perSecond = powerOf10(power);
            seconds = Long.divideUnsigned(units, perSecond);
            long fraction = Long.remainderUnsigned(units, perSecond);
            nanos = power <= NANO_DIGITS
                    ? fraction * powerOf10(NANO_DIGITS - power)
                    : Long.divideUnsigned(fraction, powerOf10(power - NANO_DIGITS));
        }
        return add(seconds, nanos);
    }

    private long add(long seconds, long nanos) {
        // Below this bound no step can overflow, and any real time is.
        if (Long.compareUnsigned(seconds, 1L << 32) < 0 && Math.abs(offsetSeconds) < 1L << 32) {
            return (seconds + offsetSeconds) * NANOS_PER_SECOND + nanos;
        }
        BigInteger exact = new BigInteger(Long.toUnsignedString(seconds))
                .add(BigInteger.valueOf(offsetSeconds))
                .multiply(BigInteger.valueOf(NANOS_PER_SECOND))
                .add(BigInteger.valueOf(nanos));
        BigInteger lowest = BigInteger.valueOf(RawPacket.NO_TIMESTAMP + 1);
        return exact.max(lowest).min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    private static long powerOf10(int power) {
        long value = 1;
        for (int i = 0; i < power; i++) {
            value *= 10;
        }
        return value;
    }
}
