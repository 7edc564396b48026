package io.flowjay.record.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureReader;
import io.flowjay.record.Extraction;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.jspecify.annotations.Nullable;

/** Records of one capture in two files, compared value by value. */
final class SameRecords {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final int NANO_DIGITS = 9;

    private SameRecords() {}

    /** Opens a capture. */
    interface Opening {
        CaptureReader open() throws IOException;
    }

    /** Writes the records of captures to a file, whose name chooses the form; of a damaged capture those before the damage. */
    static void write(List<Opening> captures, Settings settings, Path file) throws IOException {
        Extraction extraction = Extraction.of(settings);
        try (RecordOutput<?> out = RecordDestination.of(file, settings).open(extraction.columns())) {
            for (Opening capture : captures) {
                try {
                    extraction.write(capture.open(), out);
                } catch (CaptureException e) {
                    // What came before is what is compared.
                }
            }
            out.commit();
        }
    }

    /**
     * Compares a Parquet file, read by parquet-java, with NDJSON, read by Jackson: numbers to the last bit, times to the nanosecond.
     *
     * @return how many records there are
     */
    static int compareExactly(Path parquet, Path ndjson) throws IOException {
        Set<String> times = times(parquet);
        int[] records = {0};
        try (BufferedReader lines = Files.newBufferedReader(ndjson)) {
            ParquetJava.read(parquet, row -> {
                JsonNode record = JSON.readTree(lines.readLine());
                for (Map.Entry<String, @Nullable Object> field : row.entrySet()) {
                    compare(field.getKey(), field.getValue(), record.path(field.getKey()), times, records[0]);
                }
                Iterator<String> names = record.fieldNames();
                names.forEachRemaining(
                        name -> assertThat(row.containsKey(name)).as(name).isTrue());
                records[0]++;
            });
            assertThat(lines.readLine()).isNull();
        }
        return records[0];
    }

    private static void compare(String name, @Nullable Object value, JsonNode json, Set<String> times, int record) {
        // A group that a sparse record leaves out is null in a table.
        JsonNode expected = json.isMissingNode() ? JsonNodeFactory.instance.nullNode() : json;
        Object actual =
                times.contains(name) && value instanceof Long nanos ? BigDecimal.valueOf(nanos, NANO_DIGITS) : value;
        if (!same(actual, expected)) {
            assertThat(actual).as("%s of record %d", name, record).isEqualTo(expected);
        }
    }

    private static boolean same(@Nullable Object value, JsonNode json) {
        if (value instanceof Boolean flag) {
            return json.isBoolean() && json.booleanValue() == flag;
        }
        if (value instanceof Long integer) {
            return json.isIntegralNumber() && json.longValue() == integer;
        }
        if (value instanceof Double number) {
            // A decimal has no negative zero, so both zeros are equal here.
            return json.isNumber() && json.doubleValue() == number;
        }
        if (value instanceof BigDecimal time) {
            return json.isNumber() && json.decimalValue().compareTo(time) == 0;
        }
        if (value instanceof String text) {
            return json.isTextual() && json.textValue().equals(text);
        }
        if (value instanceof List<?> list) {
            boolean same = json.isArray() && json.size() == list.size();
            for (int i = 0; same && i < list.size(); i++) {
                same = same(list.get(i), json.get(i));
            }
            return same;
        }
        return value == null && json.isNull();
    }

    private static Set<String> times(Path parquet) throws IOException {
        try (ParquetFileReader reader = ParquetJava.open(parquet)) {
            return reader.getFileMetaData().getSchema().getFields().stream()
                    .filter(field -> field.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation)
                    .map(field -> field.getName())
                    .collect(Collectors.toSet());
        }
    }

    /**
     * Compares a Parquet file with NDJSON, both read by DuckDB; times to the microsecond, which is what its timestamps hold.
     *
     * @return how many records there are
     */
    static long compareInDuckDb(Path parquet, Path ndjson) throws SQLException {
        try (DuckDb duckDb = new DuckDb()) {
            List<String> names = new ArrayList<>();
            List<String> types = new ArrayList<>();
            List<String> differences = new ArrayList<>();
            for (List<@Nullable Object> column : duckDb.query("DESCRIBE SELECT * FROM '" + parquet + "'")) {
                String name = String.valueOf(column.get(0));
                boolean time = String.valueOf(column.get(1)).startsWith("TIMESTAMP");
                names.add(name);
                types.add(name + ": '" + (time ? "DOUBLE" : column.get(1)) + "'");
                differences.add(
                        time
                                ? "count(*) FILTER (abs(epoch_us(p." + name + ") - j." + name + " * 1e6) > 1)"
                                : "count(*) FILTER (p." + name + " IS DISTINCT FROM j." + name + ")");
            }
            String json = "read_json('" + ndjson
                    + "', format = 'newline_delimited', maximum_object_size = 100000000, columns = {"
                    + String.join(", ", types) + "})";
            List<@Nullable Object> row = duckDb.query(
                            "SELECT count(*), count(p.record_id), count(j.record_id), " + String.join(", ", differences)
                                    + " FROM '" + parquet + "' p POSITIONAL JOIN " + json + " j")
                    .get(0);
            assertThat(row.get(1)).isEqualTo(row.get(0));
            assertThat(row.get(2)).isEqualTo(row.get(0));
            for (int i = 0; i < names.size(); i++) {
                assertThat(row.get(i + 3)).as(names.get(i)).isEqualTo(0L);
            }
            return ((Number) row.get(0)).longValue();
        }
    }
}
