package io.flowjay.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.json.JsonRows;
import io.flowjay.json.WellFormed;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The field whose value becomes the record key of a row. Every way to Kafka makes keys with this class, so that equal values go to
 * one partition whichever way they take.
 *
 * <p>A text is the key as it is; any other value is the key as the JSON that stands in the row's message, without blanks:
 * {@code 443}, {@code true}, {@code [46,40]}. A value that JSON holds as a string, such as a UUID, is the key without its quotes. An
 * empty text gives no key: rows without a value would all go to one partition. A surrogate without its pair becomes U+FFFD.
 * Thread-safe.
 *
 * @param name the field's name
 */
public record KeyField(String name) {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    /**
     * The key of a row as text.
     *
     * @return null if the field is missing, null in the message (as a NaN is) or an empty text: the row has no key
     * @throws IllegalArgumentException if the value nests deeper than 100 levels or cannot be written as JSON
     */
    public @Nullable String of(Map<String, ?> row) {
        Object value = row.get(name);
        if (value == null) {
            return null;
        }
        String key;
        if (value instanceof String text) {
            key = WellFormed.text(text);
        } else {
            byte[] json = JsonRows.json(row, name);
            key = json == null ? "" : key(json);
        }
        return key.isEmpty() ? null : key;
    }

    /** The key of a value in JSON; empty without one. */
    private static String key(byte[] json) {
        return switch (json[0]) {
            case 'n' -> "";
            case '"' -> unquoted(json);
            default -> new String(json, UTF_8);
        };
    }

    /** The key of a row in UTF-8, otherwise as {@link #of}. */
    byte @Nullable [] bytes(Map<String, ?> row) {
        String key = of(row);
        return key == null ? null : key.getBytes(UTF_8);
    }

    private static String unquoted(byte[] json) {
        try {
            return JACKSON.readValue(json, String.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("the key is not valid JSON", e);
        }
    }
}
