package io.flowjay.settings;

import java.util.List;

/** On or off. */
record SwitchType() implements SettingType<Boolean> {
    @Override
    public Boolean parse(String text) {
        String word = text.trim();
        if (word.equalsIgnoreCase("true")) {
            return true;
        }
        if (word.equalsIgnoreCase("false")) {
            return false;
        }
        throw new IllegalArgumentException("is neither true nor false");
    }

    @Override
    public String valid() {
        return "true or false";
    }

    @Override
    public String label() {
        return "BOOLEAN";
    }

    @Override
    public Class<?> javaType() {
        return Boolean.class;
    }

    @Override
    public List<String> choices() {
        return List.of("true", "false");
    }
}
