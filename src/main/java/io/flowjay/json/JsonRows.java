package io.flowjay.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows, which are maps from field name to value, as JSON text in UTF-8 (RFC 8259).
 *
 * <table>
 * <caption>Values</caption>
 * <tr><th>Java</th><th>JSON</th></tr>
 * <tr><td>null, Boolean</td><td>the same</td></tr>
 * <tr><td>Byte, Short, Integer, Long, BigInteger, BigDecimal, the atomic numbers and the adders</td><td>number</td></tr>
 * <tr><td>Float, Double</td><td>number; null if NaN or infinite</td></tr>
 * <tr><td>array of anything, Iterable</td><td>array</td></tr>
 * <tr><td>Map</td><td>object, its keys by {@code String.valueOf}</td></tr>
 * <tr><td>{@link JsonRow}, and Jackson's JsonSerializable such as a JsonNode</td><td>what it writes of itself</td></tr>
 * <tr><td>anything else, text among it</td><td>its {@code toString()}; a surrogate without its pair becomes U+FFFD</td></tr>
 * </table>
 */
public final class JsonRows {
    /** Levels of objects and arrays that a row may have, the row itself included. */
    public static final int MAX_DEPTH = 100;

    /** Most rows of a user's own are shorter. */
    private static final int CAPACITY = 1 << 9;

    private JsonRows() {}

    /**
     * A row as one JSON object, in an array of its own.
     *
     * @throws IllegalArgumentException if the row nests deeper than {@link #MAX_DEPTH} levels or a value cannot be written
     */
    public static byte[] json(Map<String, ?> row) {
        OutputBytes out = new OutputBytes(CAPACITY);
        write(row, out);
        return out.copy();
    }

    /**
     * The value of one field as JSON, with the same bytes as in {@link #json(Map)}, in an array of its own.
     *
     * @return null if the row has no such field; null or the text {@code null} if its value is null
     * @throws IllegalArgumentException if the value nests deeper than {@link #MAX_DEPTH} levels or cannot be written
     */
    public static byte @Nullable [] json(Map<String, ?> row, String field) {
        OutputBytes out = new OutputBytes(CAPACITY);
        if (row instanceof JsonRow own) {
            return own.writeValue(field, out) ? out.copy() : null;
        }
        Object value = row.get(field);
        if (value == null) {
            return null;
        }
        write(value, out);
        return out.copy();
    }

    private static void write(@Nullable Object value, OutputBytes out) {
        try {
            JsonValue.write(value, out, 0);
        } catch (StreamConstraintsException | StackOverflowError e) {
            throw new IllegalArgumentException(
                    "a row nests deeper than " + MAX_DEPTH + " levels; does a value contain itself?", e);
        } catch (JsonProcessingException e) {
            throw unwritable(e.getOriginalMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw unwritable(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
        }
    }

    private static IllegalArgumentException unwritable(String reason, Exception cause) {
        return new IllegalArgumentException("a row cannot be written as JSON: " + reason, cause);
    }
}
