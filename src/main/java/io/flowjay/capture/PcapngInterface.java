package io.flowjay.capture;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An interface of a pcapng section: what its Interface Description Block says of the packets.
 *
 * @param linkType LINKTYPE_ value
 * @param snapshotLength longest captured length, 0: no limit
 * @param resolution the if_tsresol option: a power of 10, or of 2 when the highest bit is set
 * @param offsetSeconds the if_tsoffset option
 * @param fcsLength the if_fcslen option in bytes
 * @param name the if_name option, null without one
 */
record PcapngInterface(
        int linkType,
        long snapshotLength,
        int resolution,
        long offsetSeconds,
        int fcsLength,
        @Nullable String name) {
    static final int MICROSECONDS = 6;

    private static final int POWER_OF_2 = 0x80;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int NANO_DIGITS = 9;
    /** The highest power of 10 in unsigned 64 bits. */
    private static final int MAX_POWER_OF_10 = 19;
    /** 2 to the 20th is the first power of 2 beyond a million. */
    private static final int FINER_THAN_MICROS = 20;

    /** Decimal digits of a second that a record should show: 6, or 9 for units finer than a microsecond. */
    int timestampDigits() {
        boolean finer = (resolution & POWER_OF_2) == 0
                ? resolution > MICROSECONDS
                : (resolution & ~POWER_OF_2) >= FINER_THAN_MICROS;
        return finer ? NANO_DIGITS : MICROSECONDS;
    }

    /**
     * Nanoseconds since the Unix epoch of a time in the interface's units.
     *
     * @param units unsigned 64 bits
     * @throws ArithmeticException for a time before 1677-09-21 or after 2262-04-11, whose nanoseconds do not fit into a long; the
     *     message is the time in seconds since the Unix epoch
     */
    long nanos(long units) {
        int power = resolution & ~POWER_OF_2;
        return (resolution & POWER_OF_2) == 0 ? decimal(units, power) : binary(units, power);
    }

    private long decimal(long units, int power) {
        if (power <= NANO_DIGITS) {
            long perSecond = powerOf10(power);
            long fraction = Long.remainderUnsigned(units, perSecond);
            return add(Long.divideUnsigned(units, perSecond), fraction * powerOf10(NANO_DIGITS - power));
        }
        int finer = power - NANO_DIGITS;
        long nanos = finer <= MAX_POWER_OF_10 ? Long.divideUnsigned(units, powerOf10(finer)) : 0;
        return add(Long.divideUnsigned(nanos, NANOS_PER_SECOND), Long.remainderUnsigned(nanos, NANOS_PER_SECOND));
    }

    private long binary(long units, int power) {
        if (power == 0) {
            return add(units, 0);
        }
        long seconds = power < Long.SIZE ? units >>> power : 0;
        long fraction = power < Long.SIZE ? units & ((1L << power) - 1) : units;
        // The product has up to 94 bits, of which the lower "power" bits are dropped.
        long low = fraction * NANOS_PER_SECOND;
        long high = Math.multiplyHigh(fraction, NANOS_PER_SECOND) + (fraction < 0 ? NANOS_PER_SECOND : 0);
        long nanos = power < Long.SIZE
                ? (high << (Long.SIZE - power)) | (low >>> power)
                : high >>> Math.min(power - Long.SIZE, Long.SIZE - 1);
        return add(seconds, nanos);
    }

    private long add(long seconds, long nanos) {
        // Below this bound no step can overflow, and any real time is.
        if (Long.compareUnsigned(seconds, 1L << 32) < 0 && isModest(offsetSeconds)) {
            return (seconds + offsetSeconds) * NANOS_PER_SECOND + nanos;
        }
        BigInteger exact = new BigInteger(Long.toUnsignedString(seconds))
                .add(BigInteger.valueOf(offsetSeconds))
                .multiply(BigInteger.valueOf(NANOS_PER_SECOND))
                .add(BigInteger.valueOf(nanos));
        if (exact.bitLength() >= Long.SIZE || exact.equals(BigInteger.valueOf(RawPacket.NO_TIMESTAMP))) {
            throw new ArithmeticException(new BigDecimal(exact, NANO_DIGITS).toPlainString());
        }
        return exact.longValue();
    }

    private static boolean isModest(long seconds) {
        return -(1L << 32) < seconds && seconds < 1L << 32;
    }

    private static long powerOf10(int power) {
        long value = 1;
        for (int i = 0; i < power; i++) {
            value *= 10;
        }
        return value;
    }
}
