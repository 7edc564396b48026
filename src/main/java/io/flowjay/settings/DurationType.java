package io.flowjay.settings;

import java.math.BigDecimal;
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

    private static final String NOT_A_DURATION = "is not a duration";

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
            throw new IllegalArgumentException("is longer than " + most.toDays() + "d");
        }
        return value;
    }

    private static Duration ofUnit(String text) {
        Quantity quantity = Quantity.of(text, NOT_A_DURATION);
        if (quantity.unit().isEmpty()) {
            if (quantity.number().signum() != 0) {
                throw new IllegalArgumentException("has no unit");
            }
            return Duration.ZERO;
        }
        for (Unit known : Unit.values()) {
            if (known.name().equals(quantity.unit())) {
                BigDecimal nanos = quantity.in(known.nanos);
                if (nanos.signum() == 0 && quantity.number().signum() != 0) {
                    throw new IllegalArgumentException("is shorter than a nanosecond");
                }
                return ofNanos(nanos);
            }
        }
        throw new IllegalArgumentException(NOT_A_DURATION);
    }

    private static Duration ofNanos(BigDecimal nanos) {
        return nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? LONGEST.plusNanos(1)
                : Duration.ofNanos(nanos.longValueExact());
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(NOT_A_DURATION, e);
        }
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
        // Rounded up: a short wait is not none.
        return String.valueOf(value.plusNanos(999_999).toMillis());
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
