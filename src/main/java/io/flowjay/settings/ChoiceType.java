package io.flowjay.settings;

import java.util.Arrays;
import java.util.List;

/**
 * One of some words, in any letter case.
 *
 * @param type the enum of the values
 */
record ChoiceType<E extends Enum<E> & Choice>(Class<E> type) implements SettingType<E> {
    @Override
    public E parse(String text) {
        String word = text.trim();
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.text().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is unknown"));
    }

    @Override
    public String text(E value) {
        return value.text();
    }

    @Override
    public String valid() {
        return String.join(", ", choices());
    }

    @Override
    public String label() {
        return String.join("|", choices());
    }

    @Override
    public Class<?> javaType() {
        return String.class;
    }

    @Override
    public List<String> choices() {
        return Arrays.stream(type.getEnumConstants()).map(Choice::text).toList();
    }
}
