package io.flowjay.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;

/** Absolute times as seconds with all their digits: a double would lose those beyond the microsecond. */
final class Timestamp {
    private static final int NANO_DIGITS = 9;
    private static final int MICRO_DIGITS = 6;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1000;
    private static final int MAX_CHARS = 24;

    private Timestamp() {}

    /**
     * Writes a time as a JSON number with 6 or 9 digits behind the point.
     *
     * @param json where to
     * @param nanos nanoseconds since the Unix epoch
     * @param digits 6, which cuts nanoseconds off, or 9
     */
    static void write(JsonGenerator json, long nanos, int digits) throws IOException {
        if (json.canWriteBinaryNatively()) {
            // A binary format has numbers, not their text.
            json.writeNumber(decimal(nanos, digits));
            return;
        }
        char[] text = new char[MAX_CHARS];
        int start = format(nanos, digits, text);
        json.writeNumber(text, start, MAX_CHARS - start);
    }

    /** The number that is written. */
    static BigDecimal decimal(long nanos, int digits) {
        long units = digits == NANO_DIGITS ? nanos : Math.floorDiv(nanos, NANOS_PER_MICRO);
        return BigDecimal.valueOf(units, digits);
    }

    /** Writes the digits to the end of an array and answers where they start. */
    private static int format(long nanos, int digits, char[] text) {
        boolean micros = digits == MICRO_DIGITS;
        long units = micros ? Math.floorDiv(nanos, NANOS_PER_MICRO) : nanos;
        long perSecond = micros ? NANOS_PER_SECOND / NANOS_PER_MICRO : NANOS_PER_SECOND;
        // Negative values go through as they are: the smallest long has no positive counterpart.
        long seconds = units / perSecond;
        long fraction = units % perSecond;
        int at = text.length;
        for (int i = 0; i < digits; i++) {
            text[--at] = (char) ('0' + Math.abs(fraction % 10));
            fraction /= 10;
        }
        text[--at] = '.';
        do {
            text[--at] = (char) ('0' + Math.abs(seconds % 10));
            seconds /= 10;
        } while (seconds != 0);
        if (units < 0) {
            text[--at] = '-';
        }
        return at;
    }
}
