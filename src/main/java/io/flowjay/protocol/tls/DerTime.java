package io.flowjay.protocol.tls;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times of a certificate (RFC 5280 section 4.1.2.5): {@code YYMMDDHHMMSSZ} as UTCTime, {@code YYYY…} as GeneralizedTime. */
final class DerTime {
    private static final int CENTURY_BREAK = 50;

    private DerTime() {}

    /** The next element, in seconds since the Unix epoch. */
    static long epochSecond(ByteCursor from) throws MalformedException {
        boolean utc = from.peekU8() == Der.UTC_TIME;
        ByteCursor time = Der.value(from, utc ? Der.UTC_TIME : Der.GENERALIZED_TIME);
        int year = utc ? year(twoDigits(time)) : twoDigits(time) * 100 + twoDigits(time);
        int month = twoDigits(time);
        int day = twoDigits(time);
        int hour = twoDigits(time);
        int minute = twoDigits(time);
        int second = isDigit(time) ? twoDigits(time) : 0;
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second).toEpochSecond(ZoneOffset.UTC)
                    - offsetSeconds(time);
        } catch (DateTimeException e) {
            throw time.malformed("no such date or time");
        }
    }

    private static int year(int twoDigits) {
        return twoDigits < CENTURY_BREAK ? 2000 + twoDigits : 1900 + twoDigits;
    }

    /** RFC 5280 wants Z; certificates older than it may have {@code +hhmm} or {@code -hhmm}. */
    private static int offsetSeconds(ByteCursor time) throws MalformedException {
        int sign = time.u8();
        if (sign != '+' && sign != '-') {
            return 0;
        }
        int seconds = twoDigits(time) * 3600 + twoDigits(time) * 60;
        return sign == '+' ? seconds : -seconds;
    }

    private static boolean isDigit(ByteCursor time) throws MalformedException {
        int c = time.peekU8();
        return c >= '0' && c <= '9';
    }

    private static int twoDigits(ByteCursor time) throws MalformedException {
        return digit(time) * 10 + digit(time);
    }

    private static int digit(ByteCursor time) throws MalformedException {
        if (!isDigit(time)) {
            throw time.malformed("digit expected");
        }
        return time.u8() - '0';
    }
}
