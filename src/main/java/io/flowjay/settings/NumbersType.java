package io.flowjay.settings;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Names for numbers, {@code NUMBER=NAME} separated by commas, in the order of the numbers.
 *
 * @param least the lowest number
 * @param most the highest number
 * @param alias a word that, with 0, 1, ... after it, stands for the numbers from the lowest one on; empty: none
 * @param known the names that a number can have
 */
record NumbersType(int least, int most, String alias, List<String> known) implements SettingType<Map<Integer, String>> {
    private static final int MOST_DIGITS = 5;

    @Override
    public Map<Integer, String> parse(String text) {
        Map<Integer, String> names = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            String pair = part.trim();
            if (!pair.isEmpty()) {
                put(names, pair);
            }
        }
        return Collections.unmodifiableMap(names);
    }

    private void put(Map<Integer, String> names, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("has \"" + pair + "\" without =");
        }
        int number = number(pair.substring(0, equals).trim());
        String name = pair.substring(equals + 1).trim();
        if (!known.contains(name)) {
            throw new IllegalArgumentException("has the unknown name \"" + name + '"');
        }
        if (names.putIfAbsent(number, name) != null) {
            throw new IllegalArgumentException("has the number " + number + " twice");
        }
    }

    private int number(String text) {
        boolean counted = !alias.isEmpty() && text.startsWith(alias);
        String digits = counted ? text.substring(alias.length()) : text;
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = isNumber ? Integer.parseInt(digits) + (counted ? least : 0) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException("has \"" + text + "\", which is not " + numbers());
        }
        return number;
    }

    private String numbers() {
        String range = least + " to " + most;
        return alias.isEmpty() ? range : range + " or " + alias + "0 to " + alias + (most - least);
    }

    @Override
    public String text(Map<Integer, String> value) {
        return new TreeMap<>(value)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(","));
    }

    @Override
    public String valid() {
        return "NUMBER=NAME separated by commas; numbers " + numbers() + "; names " + String.join(", ", known);
    }

    @Override
    public String label() {
        return "NUMBER=NAME[,...]";
    }

    @Override
    public Class<?> javaType() {
        return String.class;
    }
}
