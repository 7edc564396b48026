package io.flowjay.record.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampTest {
    @ParameterizedTest(name = "{0} ns with {1} digits")
    @CsvSource({
        "0, 6, 0.000000",
        "0, 9, 0.000000000",
        "1, 9, 0.000000001",
        "999, 6, 0.000000",
        "1000, 6, 0.000001",
        "1773739800250450666, 9, 1773739800.250450666",
        "1773739800250450666, 6, 1773739800.250450",
        "1773739800000000000, 6, 1773739800.000000",
        "9223372036854775807, 9, 9223372036.854775807",
        "9223372036854775807, 6, 9223372036.854775",
        "-1, 9, -0.000000001",
        "-1, 6, -0.000001",
        "-1500000000, 9, -1.500000000",
        "-9223372036854775808, 9, -9223372036.854775808",
        "-9223372036854775808, 6, -9223372036.854776",
    })
    void timestampsKeepTheirDigits(long nanos, int digits, String expected) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            Timestamp.write(json, nanos, digits);
        }
        assertThat(out).hasToString(expected);
    }
}
