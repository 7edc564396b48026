package io.flowjay.settings;

import java.util.Arrays;
import java.util.List;

/** Names separated by commas; which there are, whoever reads the setting knows. */
record NamesType() implements SettingType<List<String>> {
    @Override
    public List<String> parse(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    @Override
    public String text(List<String> value) {
        return String.join(",", value);
    }

    @Override
    public String valid() {
        return "names separated by commas";
    }

    @Override
    public String label() {
        return "NAME[,...]";
    }

    @Override
    public Class<?> javaType() {
        return String.class;
    }
}
