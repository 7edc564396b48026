package io.flowjay.record.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.flowjay.capture.CaptureFile;
import io.flowjay.json.OutputBytes;
import io.flowjay.record.Extracts;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Other readers find in CSV the values that NDJSON has. */
class CsvFormatTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** A name that a cell can only hold in quotes, whatever the delimiter. */
    private static final String CAPTURE = "a,b;c|\"d\"\t\u00e4 \ud83d\ude00.pcapng";

    @TempDir
    Path directory;

    private static Settings.Builder settings(String delimiter, String nullValue, int threads) {
        return Extracts.everything()
                .set(SettingCatalog.DELIMITER, delimiter)
                .set(SettingCatalog.NULL_VALUE, nullValue)
                .set(SettingCatalog.THREADS, threads);
    }

    private static byte[] file(String format, Settings settings) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Extracts.write(CaptureFile.open(Sample.bytes(), CAPTURE), settings, format, out);
        return out.toByteArray();
    }

    @ParameterizedTest(name = "delimiter {0}, null \"{1}\", {2} threads")
    @CsvSource({"',','',1", "',',NaN,4", "tab,'',4", "';',\\N,1", "|,null,1", "' ',NaN,1"})
    void jacksonReadsTheValuesOfNdjson(String delimiter, String nullValue, int threads) throws IOException {
        Settings settings = settings(delimiter, nullValue, threads).build();
        List<JsonNode> expected = records(settings);
        char separator = delimiter.equals("tab") ? '\t' : delimiter.charAt(0);
        try (MappingIterator<String[]> lines = new CsvMapper()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .readerFor(String[].class)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator))
                .readValues(file("csv", settings))) {
            String[] header = lines.next();
            assertThat(header).containsExactlyElementsOf(() -> expected.get(0).fieldNames());
            for (JsonNode record : expected) {
                String[] cells = lines.next();
                assertThat(cells).hasSameSizeAs(header);
                for (int i = 0; i < cells.length; i++) {
                    assertCell(header[i], cells[i], record.get(header[i]), nullValue);
                }
            }
            assertThat(lines.hasNext()).isFalse();
        }
    }

    private static void assertCell(String name, String cell, JsonNode value, String nullValue) throws IOException {
        if (value.isNull()) {
            assertThat(cell).as(name).isEqualTo(nullValue);
        } else if (value.isNumber()) {
            assertThat(JSON.readTree(cell).decimalValue()).as(name).isEqualByComparingTo(value.decimalValue());
        } else if (value.isArray()) {
            assertThat(JSON.readTree(cell)).as(name).isEqualTo(value);
        } else {
            assertThat(cell).as(name).isEqualTo(value.asText());
        }
    }

    private static List<JsonNode> records(Settings settings) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String line : new String(file("ndjson", settings), UTF_8).lines().toList()) {
            records.add(JSON.readTree(line));
        }
        assertThat(records).hasSize(Sample.FLOWS);
        return records;
    }

    @Test
    void linesEndInCarriageReturnAndLineFeed() throws IOException {
        String text = new String(file("csv", settings(",", "", 4).build()), UTF_8);
        assertThat(text).startsWith("record_id,connection_id,").endsWith("\r\n");
        assertThat(text.split("\r\n", -1)).hasSize(1 + Sample.FLOWS + 1);
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {2, 8})
    void theBytesAreTheSameForAnyNumberOfThreads(int threads) throws IOException {
        byte[] one = file("csv", settings(",", "", 1).build());
        assertThat(file("csv", settings(",", "", threads).build())).isEqualTo(one);
    }

    @Test
    void theHeaderHasTheNamesOfFieldNames() throws IOException {
        Path names = Files.writeString(
                directory.resolve("names.properties"), "iat_mean=Flow IAT Mean, s\ntotal_packets=Total \"Packets\"\n");
        Settings settings = settings(",", "", 1)
                .set(SettingCatalog.FIELD_NAMES, names.toString())
                .build();
        String header =
                new String(file("csv", settings), UTF_8).lines().findFirst().orElseThrow();
        assertThat(header).contains(",\"Flow IAT Mean, s\",", ",\"Total \"\"Packets\"\"\",", ",iat_std,");
    }

    /** The examples of RFC 4180, section 2, and what has the delimiter or the text for null. */
    @ParameterizedTest(name = "text \"{0}\", delimiter {1}, null \"{2}\"")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "aaa~,~``~aaa",
                "b b~,~``~b b",
                "b\"bb~,~``~\"b\"\"bb\"",
                "b,bb~,~``~\"b,bb\"",
                "b,bb~;~``~b,bb",
                "b;bb~;~``~\"b;bb\"",
                "``~,~``~\"\"",
                "``~,~NaN~``",
                "NaN~,~NaN~\"NaN\"",
                "NaN~,~``~NaN",
                "\u00e4\ud83d\ude00~,~``~\u00e4\ud83d\ude00",
                "=1+1~,~``~=1+1"
            })
    void aText(String text, char delimiter, String nullValue, String cell) {
        OutputBytes out = new OutputBytes();
        new CsvText(delimiter, nullValue).writeNotNull(text, out);
        assertThat(new String(out.copy(), UTF_8)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\r\nb"})
    void aLineEndIsInQuotes(String text) {
        OutputBytes out = new OutputBytes();
        new CsvText(',', "").write(text, out);
        assertThat(new String(out.copy(), UTF_8)).isEqualTo('"' + text + '"');
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '~',
            value = {
                "flowjay.sparse~true~cannot be used with csv: every line has every column; valid: false",
                "flowjay.null-value~a,b~has a delimiter, a quote or a line end; valid: a text without them"
            })
    void refusedSettings(String name, String value, String message) {
        Settings settings =
                Settings.builder().properties(Map.of(name, value), "test").build();
        assertThatThrownBy(() -> new CsvFormat().check(settings))
                .hasMessage(name + " \"" + value + "\" (test) " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "1", "a", ".", "-", "\"", "\n", "\u00e4"})
    void aDelimiterThatCannotBeTold(String delimiter) {
        assertThatThrownBy(() -> Settings.builder().set(SettingCatalog.DELIMITER, delimiter))
                .hasMessageContaining("cannot separate cells; valid: one ASCII character");
    }
}
