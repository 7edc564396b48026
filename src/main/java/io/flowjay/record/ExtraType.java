package io.flowjay.record;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What values an {@link ExtraField} has. In a record, and in its JSON, each is a string.
 *
 * @param <V> type of the values
 */
public final class ExtraType<V> {
    private final Function<V, String> text;
    private final @Nullable String pattern;
    private final List<String> choices;

    private ExtraType(Function<V, String> text, @Nullable String pattern, List<String> choices) {
        this.text = text;
        this.pattern = pattern;
        this.choices = choices;
    }

    /** Any text. */
    static ExtraType<String> text() {
        return new ExtraType<>(value -> value, null, List.of());
    }

    /**
     * Text that matches a pattern.
     *
     * @param pattern a regular expression (ECMA-262)
     */
    static ExtraType<String> text(String pattern) {
        return new ExtraType<>(value -> value, pattern, List.of());
    }

    /**
     * One of the constants of an enum.
     *
     * @param values all constants
     * @param text what stands in a record for one
     */
    static <E extends Enum<E>> ExtraType<E> choice(E[] values, Function<E, String> text) {
        return new ExtraType<>(text, null, Arrays.stream(values).map(text).toList());
    }

    /** What stands in a record for a value. */
    String text(V value) {
        return text.apply(value);
    }

    /** Regular expression (ECMA-262) that each value matches; null if there is none. */
    public @Nullable String pattern() {
        return pattern;
    }

    /** Every value there is; empty if it may be any text. */
    public List<String> choices() {
        return choices;
    }
}
