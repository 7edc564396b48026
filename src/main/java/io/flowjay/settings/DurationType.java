package io.flowjay.settings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * A length of time: a number and a unit ({@code 500ms}, {@code 1.5h}), {@code 0}, or a duration of ISO 8601 ({@code PT1M30S}). A number
 * without a unit is refused, since other programs take it for milliseconds, seconds or minutes.
 *
 * @param least the shortest valid duration
 * @param most the longest valid duration
 */
record DurationType(Duration least, Duration most) implements SettingType<Duration> {
    /** About 292 years: what 64 bits of nanoseconds hold. */
    static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    /** About 24 days: what Kafka and Camel can hold in 32 bits of milliseconds. */
    static final Duration LONGEST_INT_MILLIS = Duration.ofMillis(Integer.MAX_VALUE);

    /** Units from the largest, each with its nanoseconds. */
    private enum Unit {
        d(86_400_000_000_000L),
        h(3_600_000_000_000L),
        m(60_000_000_000L),
        s(1_000_000_000L),
        ms(1_000_000L),
        us(1_000L),
        ns(1L);

        private final long nanos;

        Unit(long nanos) {
            this.nanos = nanos;
        }
    }

    @Override
    public Duration parse(String text) {
        String trimmed = text.trim();
        boolean negative = trimmed.startsWith("-");
        String size = negative ? trimmed.substring(1) : trimmed;
        Duration magnitude = size.startsWith("P") || size.startsWith("p") ? iso(size) : ofUnit(size);
        Duration value = negative ? magnitude.negated() : magnitude;
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(least.isZero() ? "is negative" : "is too short");
        }
        if (value.compareTo(most) > 0) {
            throw new IllegalArgumentException("is too long");
        }
        return value;
    }

    private static Duration ofUnit(String text) {
        int digits = 0;
        while (digits < text.length()
                && (Character.digit(text.charAt(digits), 10) >= 0 || text.charAt(digits) == '.')) {
            digits++;
        }
        String unit = text.substring(digits).trim();
        BigDecimal number = number(text.substring(0, digits));
        if (unit.isEmpty()) {
            if (number.signum() != 0) {
                throw new IllegalArgumentException("has no unit");
            }
            return Duration.ZERO;
        }
        for (Unit known : Unit.values()) {
            if (known.name().equals(unit)) {
                return ofNanos(number.multiply(BigDecimal.valueOf(known.nanos)));
            }
        }
        throw notADuration();
    }

    private static BigDecimal number(String digits) {
        try {
            // More digits than a duration can have are not worth reading.
            if (digits.length() > 0 && digits.length() <= 40) {
                return new BigDecimal(digits);
            }
        } catch (NumberFormatException e) {
            // Such as "1.2.3".
        }
        throw notADuration();
    }

    private static Duration ofNanos(BigDecimal nanos) {
        BigDecimal whole = nanos.setScale(0, RoundingMode.HALF_UP);
        return whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? LONGEST.plusNanos(1)
                : Duration.ofNanos(whole.longValueExact());
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw notADuration();
        }
    }

    private static IllegalArgumentException notADuration() {
        return new IllegalArgumentException("is not a duration");
    }

    @Override
    public String text(Duration value) {
        if (value.isZero()) {
            return "0";
        }
        if (value.abs().compareTo(LONGEST) > 0) {
            return value.toString();
        }
        long nanos = value.toNanos();
        for (Unit unit : Unit.values()) {
            if (nanos % unit.nanos == 0) {
                return nanos / unit.nanos + unit.name();
            }
        }
        throw new IllegalStateException("every duration is a number of nanoseconds");
    }

    @Override
    public String plain(Duration value) {
        return String.valueOf(value.toMillis());
    }

    @Override
    public String valid() {
        String units = "a number and a unit (us, ms, s, m, h, d) such as 60s, 2m or 500ms";
        String range = units
                + (least.isZero()
                        ? ", or 0"
                        : least.toNanos() == 1 ? ", more than 0" : ", " + text(least) + " or more");
        return most.equals(LONGEST) ? range : range + ", up to " + most.toDays() + "d";
    }

    @Override
    public String label() {
        return "DURATION";
    }

    @Override
    public Class<?> javaType() {
        return Duration.class;
    }
}
