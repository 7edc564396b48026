package io.flowjay.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration: a number and a unit (60s, 500ms, 5m, 1h), or 0; also ISO 8601 (PT1M30S). */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?(us|ms|s|m|h|d)?");
    private static final Map<String, Long> NANOS = Map.of(
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L);

    @Override
    public Duration convert(String text) {
        Matcher parts = TEXT.matcher(text.trim());
        if (!parts.matches()) {
            return iso(text);
        }
        BigDecimal number = new BigDecimal(parts.group(1));
        String unit = parts.group(2);
        if (unit == null && number.signum() != 0) {
            throw new TypeConversionException("'" + text + "' lacks a unit; valid: us, ms, s, m, h, d");
        }
        BigDecimal nanos = number.multiply(BigDecimal.valueOf(unit == null ? 0 : NANOS.getOrDefault(unit, 0L)));
        return Duration.ofSeconds(
                nanos.movePointLeft(9).longValue(),
                nanos.remainder(BigDecimal.valueOf(1_000_000_000L)).longValue());
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text.trim());
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is no duration; valid: 60s, 500ms, 5m, 1h or 0");
        }
    }
}
