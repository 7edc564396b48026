package io.flowjay.feature.heuristic.rule;

import java.util.List;

/** What rules must hold; each throws {@link IllegalArgumentException} with the reason, which {@link RuleFile} gives a place. */
public final class Rules {
    private Rules() {}

    public static void check(boolean valid, String reason) {
        if (!valid) {
            throw new IllegalArgumentException(reason);
        }
    }

    public static void text(String name, String value) {
        check(!value.isBlank(), name + " must not be empty");
    }

    public static void oneOf(String name, Object value, List<?> valid) {
        check(valid.contains(value), name + " must be one of " + valid + ", but is " + value);
    }

    public static void range(String name, long value, long least, long most) {
        check(value >= least && value <= most, name + " must be " + least + " to " + most + ", but is " + value);
    }

    public static void share(String name, double value) {
        check(value >= 0 && value <= 1, name + " must be 0 to 1, but is " + value);
    }
}
