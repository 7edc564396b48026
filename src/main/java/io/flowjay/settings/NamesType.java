package io.flowjay.settings;

import java.util.Arrays;
import java.util.List;

/**
 * Names separated by commas.
 *
 * @param known the valid names, at least one of them is needed; empty if only the reader of the setting knows which are valid
 */
record NamesType(List<String> known) implements SettingType<List<String>> {
    @Override
    public List<String> parse(String text) {
        List<String> names = Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
        if (!known.isEmpty()) {
            if (names.isEmpty()) {
                throw new IllegalArgumentException("is empty");
            }
            for (String name : names) {
                if (!known.contains(name)) {
                    throw new IllegalArgumentException("has the unknown name \"" + name + '"');
                }
            }
        }
        return names;
    }

    @Override
    public String text(List<String> value) {
        return String.join(",", value);
    }

    @Override
    public String valid() {
        return known.isEmpty()
                ? "names separated by commas"
                : "one or more of " + String.join(", ", known) + ", separated by commas";
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
