package io.flowjay.settings;

/**
 * A whole number.
 *
 * @param least the smallest valid number
 * @param most the largest valid number
 */
record CountType(int least, int most) implements SettingType<Integer> {
    @Override
    public Integer parse(String text) {
        int value;
        try {
            value = Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            boolean large = text.trim().matches("[+-]?[0-9]+");
            throw new IllegalArgumentException(
                    large ? "is out of range, which ends at " + most : "is not a whole number", e);
        }
        if (value < least || value > most) {
            throw new IllegalArgumentException("is out of range");
        }
        return value;
    }

    @Override
    public String valid() {
        return most == Integer.MAX_VALUE
                ? "a whole number, " + least + " or more"
                : "a whole number from " + least + " to " + most;
    }

    @Override
    public String label() {
        return "N";
    }

    @Override
    public Class<?> javaType() {
        return Integer.class;
    }
}
