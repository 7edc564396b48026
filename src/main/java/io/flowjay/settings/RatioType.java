package io.flowjay.settings;

/** A share of a whole, from 0 to 1. */
record RatioType() implements SettingType<Double> {
    @Override
    public Double parse(String text) {
        double value;
        try {
            value = Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a number", e);
        }
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("is out of range");
        }
        return value;
    }

    @Override
    public String valid() {
        return "a number from 0 to 1";
    }

    @Override
    public String label() {
        return "RATIO";
    }

    @Override
    public Class<?> javaType() {
        return Double.class;
    }
}
