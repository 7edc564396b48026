package io.flowjay.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strings are those that Jackson writes when it may write all of them as UTF-8. */
class OutputBytesTest {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    static Stream<String> strings() {
        return Stream.of(
                "",
                "www.example.com",
                "\"quoted\"",
                "back\\slash/slash",
                "\u007f\u0080\u00ff\u2028\uffff",
                "\ud83d\ude00",
                IntStream.rangeClosed(0, 0x1f)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString(),
                "x".repeat(100_000),
                "\u00e4".repeat(100_000),
                "x".repeat(100_000) + '"');
    }

    @ParameterizedTest
    @MethodSource("strings")
    void stringsAreThoseOfJackson(String text) throws IOException {
        OutputBytes json = new OutputBytes();
        json.raw('[');
        json.string(text);
        json.raw(']');
        assertThat(text(json)).isEqualTo(jackson(text));
    }

    @Test
    void textIsKeptWhenTheArrayGrows() {
        OutputBytes json = new OutputBytes();
        StringBuilder expected = new StringBuilder();
        for (long i = 0; i < 10_000; i++) {
            json.integer(i);
            json.raw(',');
            json.decimal(i / 2.0);
            json.raw(' ');
            json.time(i, 9);
            json.raw("\n".getBytes(UTF_8));
            expected.append(i).append(',').append(i / 2.0).append(' ').append(String.format("0.%09d%n", i));
        }
        assertThat(text(json)).isEqualTo(expected.toString());
        json.clear();
        assertThat(json.size()).isZero();
    }

    private static String text(OutputBytes json) {
        return new String(json.array(), 0, json.size(), UTF_8);
    }

    private static String jackson(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            json.writeString(text);
            json.writeEndArray();
        }
        return out.toString(UTF_8);
    }
}
