package io.flowjay.settings;

/** Any whole number of 64 bits. */
record SeedType() implements SettingType<Long> {
    @Override
    public Long parse(String text) {
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a whole number of 64 bits", e);
        }
    }

    @Override
    public String valid() {
        return "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
    }

    @Override
    public String label() {
        return "N";
    }

    @Override
    public Class<?> javaType() {
        return Long.class;
    }
}
