package io.flowjay.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows to the bytes of a message: its value, and its key if a field gives one. Thread-safe. */
final class JsonRows {
    static final int MAX_DEPTH = 100;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build());

    private final @Nullable String keyField;

    JsonRows(@Nullable String keyField) {
        this.keyField = keyField;
    }

    byte[] value(Map<String, ?> row) {
        return json(row);
    }

    /** The key field's value as text: JSON, but a JSON string bare; null where it is missing or null. */
    byte @Nullable [] key(Map<String, ?> row) {
        Object value = keyField == null ? null : row.get(keyField);
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            return StrictJsonGenerator.wellFormed(text).getBytes(UTF_8);
        }
        byte[] json = json(value);
        return switch (json[0]) {
            case 'n' -> null;
            case '"' -> unquoted(json);
            default -> json;
        };
    }

    private static byte[] unquoted(byte[] json) {
        try {
            return MAPPER.readValue(json, String.class).getBytes(UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("a key is no JSON text", e);
        }
    }

    private static byte[] json(Object value) {
        try {
            return MAPPER.writeValueAsBytes(new JsonValue(value));
        } catch (StreamConstraintsException | StackOverflowError e) {
            throw new IllegalArgumentException(
                    "a row nests deeper than " + MAX_DEPTH + " levels; does a value contain itself?", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a row cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
