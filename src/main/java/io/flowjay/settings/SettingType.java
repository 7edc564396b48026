package io.flowjay.settings;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What the text of a setting can be, and the value it means.
 *
 * @param <T> type of the value, immutable
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public interface SettingType<T> {
    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException with a message that continues the sentence "the value ...", for example "has no unit"
     */
    T parse(String text);

    /** A text that {@link #parse} turns into an equal value. */
    default String text(T value) {
        return String.valueOf(value);
    }

    /** A text for programs that know no units: milliseconds of a duration, bytes of a size; otherwise {@link #text}. */
    default String plain(T value) {
        return text(value);
    }

    /** Which texts are valid, as the end of an error message: {@code true or false}. */
    String valid();

    /** A word that stands for a value in usage texts: {@code DURATION}. */
    String label();

    /** The type as Java has it: {@code java.time.Duration}. */
    Class<?> javaType();

    /** The valid texts where they can be listed; otherwise empty. */
    default List<String> choices() {
        return List.of();
    }
}
