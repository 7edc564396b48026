package io.flowjay.settings;

import java.math.BigDecimal;

/**
 * A number of bytes: a number and a unit, by powers of 1000 ({@code 100MB}) or of 1024 ({@code 256MiB}); a bare number is bytes.
 *
 * @param least the smallest valid size
 * @param most the largest valid size
 */
record SizeType(long least, long most) implements SettingType<Long> {
    private static final String NOT_A_SIZE = "is not a size";

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
        if (text.trim().startsWith("-")) {
            throw new IllegalArgumentException("is negative");
        }
        Quantity quantity = Quantity.of(text.trim(), NOT_A_SIZE);
        BigDecimal bytes = quantity.in(unitBytes(quantity.unit()));
        if (bytes.signum() == 0 && quantity.number().signum() != 0) {
            throw new IllegalArgumentException("is less than a byte");
        }
        if (bytes.compareTo(BigDecimal.valueOf(least)) < 0) {
            throw new IllegalArgumentException("is less than " + text(least));
        }
        if (bytes.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new IllegalArgumentException("is more than " + text(most));
        }
        return bytes.longValueExact();
    }

    private static long unitBytes(String name) {
        if (name.isEmpty()) {
            return 1;
        }
        for (Unit unit : Unit.values()) {
            if (unit.name().equalsIgnoreCase(name)) {
                return unit.bytes;
            }
        }
        throw new IllegalArgumentException(NOT_A_SIZE);
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
