package io.flowjay.record.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowjay.json.JsonNumbers;
import java.io.IOException;
import java.math.BigDecimal;

/** Absolute times as seconds with all their digits: a double would lose those beyond the microsecond. */
final class Timestamp {
    private static final int NANO_DIGITS = 9;
    private static final long NANOS_PER_MICRO = 1000;

    private Timestamp() {}

    /**
     * Writes a time as a JSON number with 6 or 9 digits after the point.
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
        byte[] text = new byte[JsonNumbers.MAX_BYTES];
        json.writeNumber(new String(text, 0, JsonNumbers.time(nanos, digits, text, 0), US_ASCII));
    }

    /** The number that is written. */
    static BigDecimal decimal(long nanos, int digits) {
        long units = digits == NANO_DIGITS ? nanos : Math.floorDiv(nanos, NANOS_PER_MICRO);
        return BigDecimal.valueOf(units, digits);
    }
}
