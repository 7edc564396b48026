package io.flowjay.settings;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A number of bytes: a number and a unit, by powers of 1000 ({@code 100MB}) or of 1024 ({@code 256MiB}); a bare number is bytes.
 *
 * @param least the smallest valid size
 * @param most the largest valid size
 */
record SizeType(long least, long most) implements SettingType<Long> {
    /** Units by their bytes; those of 1024 first, since they name most round sizes. */
    private enum Unit {
        TiB(1L << 40),
        GiB(1L << 30),
        MiB(1L << 20),
        KiB(1L << 10),
        TB(1_000_000_000_000L),
        GB(1_000_000_000L),
        MB(1_000_000L),
        kB(1_000L),
        B(1L);

        private final long bytes;

        Unit(long bytes) {
            this.bytes = bytes;
        }
    }

    @Override
    public Long parse(String text) {
        String trimmed = text.trim();
        int digits = 0;
        while (digits < trimmed.length()
                && (trimmed.charAt(digits) == '.' || Character.digit(trimmed.charAt(digits), 10) >= 0)) {
            digits++;
        }
        BigDecimal bytes = number(trimmed.substring(0, digits))
                .multiply(unit(trimmed.substring(digits).trim()));
        BigInteger whole = bytes.setScale(0, RoundingMode.HALF_UP).toBigInteger();
        if (whole.compareTo(BigInteger.valueOf(least)) < 0) {
            throw new IllegalArgumentException("is too small");
        }
        if (whole.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new IllegalArgumentException("is too large");
        }
        return whole.longValueExact();
    }

    private static BigDecimal number(String digits) {
        try {
            if (!digits.isEmpty() && digits.length() <= 40) {
                return new BigDecimal(digits);
            }
        } catch (NumberFormatException e) {
            // Such as "1.2.3".
        }
        throw new IllegalArgumentException("is not a size");
    }

    private static BigDecimal unit(String name) {
        if (name.isEmpty()) {
            return BigDecimal.ONE;
        }
        for (Unit unit : Unit.values()) {
            if (unit.name().equalsIgnoreCase(name)) {
                return BigDecimal.valueOf(unit.bytes);
            }
        }
        throw new IllegalArgumentException("is not a size");
    }

    @Override
    public String text(Long value) {
        for (Unit unit : Unit.values()) {
            if (value != 0 && value % unit.bytes == 0) {
                return unit == Unit.B ? String.valueOf(value) : value / unit.bytes + unit.name();
            }
        }
        return "0";
    }

    @Override
    public String plain(Long value) {
        return String.valueOf(value);
    }

    @Override
    public String valid() {
        String upTo = most == Long.MAX_VALUE ? "" : ", up to " + text(most);
        return "bytes, or a number and a unit (kB, MB, GB, KiB, MiB, GiB) such as 256MiB, " + text(least) + " or more"
                + upTo;
    }

    @Override
    public String label() {
        return "SIZE";
    }

    @Override
    public Class<?> javaType() {
        return Long.class;
    }
}
