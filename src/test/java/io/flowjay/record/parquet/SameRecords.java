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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Records of the same captures in two files, compared value by value. */
public final class SameRecords {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final int NANO_DIGITS = 9;

    private SameRecords() {}

    /** Opens a capture. */
    public interface Opening {
        CaptureReader open() throws IOException;
    }

    /** Writes the records of captures to a file, whose name chooses the form; of a damaged capture those before the damage. */
    public static void write(List<Opening> captures, Settings settings, Path file) throws IOException {
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
    public static int compareExactly(Path parquet, Path ndjson) throws IOException {
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
    public static long compareInDuckDb(Path parquet, Path ndjson) throws SQLException {
        try (DuckDb duckDb = new DuckDb()) {
            return compare(
                    duckDb,
                    parquet,
                    columns -> "read_json('" + ndjson
                            + "', format = 'newline_delimited', maximum_object_size = 100000000, columns = {"
                            + types(columns) + "})");
        }
    }

    /**
     * Compares a Parquet file with CSV, both read by DuckDB, as {@link #compareInDuckDb}.
     *
     * @return how many records there are
     */
    public static long compareCsvInDuckDb(Path parquet, Path csv) throws SQLException, IOException {
        Set<String> required = required(parquet);
        try (DuckDb duckDb = new DuckDb()) {
            return compare(
                    duckDb,
                    parquet,
                    // An empty cell is null only where there can be null.
                    columns -> "read_csv('" + csv
                            + "', header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
                            + " new_line = '\\r\\n', nullstr = '', allow_quoted_nulls = false, max_line_size = 10000000,"
                            + " force_not_null = ["
                            + columns.keySet().stream()
                                    .filter(required::contains)
                                    .map(name -> "'" + name + "'")
                                    .collect(Collectors.joining(", "))
                            + "], columns = {" + types(columns) + "})");
        }
    }

    private static long compare(DuckDb duckDb, Path parquet, Function<Map<String, String>, String> source)
            throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        List<String> differences = new ArrayList<>();
        for (List<@Nullable Object> column : duckDb.query("DESCRIBE SELECT * FROM '" + parquet + "'")) {
            String name = String.valueOf(column.get(0));
            String type = String.valueOf(column.get(1));
            boolean time = type.startsWith("TIMESTAMP");
            columns.put(name, time ? "DOUBLE" : type);
            differences.add(
                    time
                            ? "count(*) FILTER (abs(epoch_us(p." + name + ") - t." + name + " * 1e6) > 1)"
                            : "count(*) FILTER (p." + name + " IS DISTINCT FROM t." + name + ")");
        }
        List<@Nullable Object> row = duckDb.query(
                        "SELECT count(*), count(p.record_id), count(t.record_id), " + String.join(", ", differences)
                                + " FROM '" + parquet + "' p POSITIONAL JOIN " + source.apply(columns) + " t")
                .get(0);
        assertThat(row.get(1)).isEqualTo(row.get(0));
        assertThat(row.get(2)).isEqualTo(row.get(0));
        int next = 3;
        for (String name : columns.keySet()) {
            assertThat(row.get(next++)).as(name).isEqualTo(0L);
        }
        return ((Number) row.get(0)).longValue();
    }

    private static String types(Map<String, String> columns) {
        return columns.entrySet().stream()
                .map(column -> column.getKey() + ": '" + column.getValue() + "'")
                .collect(Collectors.joining(", "));
    }

    /** Columns without null. */
    private static Set<String> required(Path parquet) throws IOException {
        try (ParquetFileReader reader = ParquetJava.open(parquet)) {
            return reader.getFileMetaData().getSchema().getFields().stream()
                    .filter(field -> field.isRepetition(Type.Repetition.REQUIRED))
                    .map(field -> field.getName())
                    .collect(Collectors.toSet());
        }
    }
}
