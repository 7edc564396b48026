package io.flowjay.record.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowjay.feature.FeatureType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values made here, read back by parquet-java and by DuckDB. */
class ParquetFileTest {
    private static final List<FileColumn> COLUMNS = List.of(
            column("flag", FeatureType.BOOL, false),
            column("count", FeatureType.INT64, false),
            column("code", FeatureType.INT64, true),
            column("time", FeatureType.TIME, false),
            column("ratio", FeatureType.FLOAT64, false),
            column("mean", FeatureType.FLOAT64, true),
            column("name", FeatureType.STRING, false),
            column("note", FeatureType.STRING, true),
            column("maybe", FeatureType.BOOL, true),
            column("lengths", FeatureType.INTEGERS, false),
            column("gaps", FeatureType.NUMBERS, true),
            column("rows", FeatureType.ROWS, false),
            column("some_rows", FeatureType.ROWS, true));

    @TempDir
    private Path directory;

    private static FileColumn column(String name, FeatureType type, boolean optional) {
        boolean unsigned = name.equals("count");
        String missing = name.equals("name") ? "Unknown" : "";
        return new FileColumn(name, type, optional, unsigned, 0, missing, "unit of " + name, "About " + name + ".");
    }

    @Test
    @DisplayName("values of every type, and nulls, read back by parquet-java")
    void everyType() throws IOException {
        List<Map<String, @Nullable Object>> rows = List.of(
                row(true, 1L, -1L, 1_700_000_000_123_456_789L, -0.0, 0.0, "a", "\u0000", false),
                row(false, Long.MAX_VALUE, null, 0L, Double.MIN_VALUE, null, "Unknown", null, null),
                row(
                        true,
                        0L,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        Double.MAX_VALUE,
                        1.5,
                        "",
                        "\"quoted\", 'é€\ud83d\ude00'\n",
                        true));
        put(rows.get(0), List.of(1L, -2L), List.of(0.5), List.of(List.of(1.0, 2.0), List.of()), List.of());
        put(rows.get(1), List.of(), null, List.of(), null);
        put(
                rows.get(2),
                List.of(Long.MIN_VALUE),
                List.of(),
                List.of(List.of(), List.of(), List.of(3.0)),
                List.of(List.of(-0.0)));
        Path file = write(rows, Long.MAX_VALUE);
        assertThat(ParquetJava.rows(file)).isEqualTo(rows);
    }

    @Test
    @DisplayName("a file without rows has its schema")
    void empty() throws IOException, SQLException {
        Path file = write(List.of(), Long.MAX_VALUE);
        assertThat(ParquetJava.rows(file)).isEmpty();
        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query("SELECT count(*) FROM '" + file + "'")).containsExactly(List.of(0L));
            assertThat(duckDb.query("DESCRIBE SELECT * FROM '" + file + "'"))
                    .extracting(row -> row.get(0) + " " + row.get(1))
                    .containsExactly(
                            "flag BOOLEAN",
                            "count UBIGINT",
                            "code BIGINT",
                            "time TIMESTAMP WITH TIME ZONE",
                            "ratio DOUBLE",
                            "mean DOUBLE",
                            "name VARCHAR",
                            "note VARCHAR",
                            "maybe BOOLEAN",
                            "lengths BIGINT[]",
                            "gaps DOUBLE[]",
                            "rows DOUBLE[][]",
                            "some_rows DOUBLE[][]");
        }
    }

    @ParameterizedTest(name = "{0} rows, {1} in a thousand have values, {2} different ones, row groups of {3} bytes")
    @CsvSource({
        "1, 1000, 1, 1000000000",
        "64, 500, 3, 1000000000",
        "8192, 1000, 100000, 1000000000",
        "8193, 900, 5, 1000000000",
        "30000, 1000, 100000, 3000000",
        "30000, 300, 50, 1000000",
        "30000, 0, 1, 1000000000",
        "60000, 1, 10, 1000000000",
        "20000, 20, 100000, 1"
    })
    void random(int count, int present, int different, long rowGroupBytes) throws IOException, SQLException {
        List<Map<String, @Nullable Object>> rows = rows(new Random(count + present), count, present, different);
        Path file = write(rows, rowGroupBytes);
        List<Map<String, @Nullable Object>> unread = new ArrayList<>(rows);
        int[] next = {0};
        ParquetJava.read(file, row -> assertThat(row).isEqualTo(unread.get(next[0]++)));
        assertThat(next[0]).isEqualTo(count);
        checkStatistics(file, rows);
        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query(
                            "SELECT sum(flag::INT), sum(count), count(code), count(mean), count(note), sum(len(lengths)),"
                                    + " count(some_rows), max(name) FROM '" + file + "'"))
                    .extracting(Object::toString)
                    .containsExactly(Arrays.asList(
                                    rows.stream()
                                            .filter(row -> Boolean.TRUE.equals(row.get("flag")))
                                            .count(),
                                    rows.stream()
                                            .mapToLong(row -> (Long) row.get("count"))
                                            .sum(),
                                    rows.stream()
                                            .filter(row -> row.get("code") != null)
                                            .count(),
                                    rows.stream()
                                            .filter(row -> row.get("mean") != null)
                                            .count(),
                                    rows.stream()
                                            .filter(row -> row.get("note") != null)
                                            .count(),
                                    rows.stream()
                                            .mapToLong(row -> ((List<?>) row.get("lengths")).size())
                                            .sum(),
                                    rows.stream()
                                            .filter(row -> row.get("some_rows") != null)
                                            .count(),
                                    rows.stream()
                                            .map(row -> (String) row.get("name"))
                                            .max(String::compareTo)
                                            .orElseThrow())
                            .toString());
        }
    }

    /** The statistics of chunks and pages against the values themselves. */
    private static void checkStatistics(Path file, List<Map<String, @Nullable Object>> rows) throws IOException {
        try (ParquetFileReader reader = ParquetJava.open(file)) {
            int start = 0;
            for (BlockMetaData group : reader.getRowGroups()) {
                int end = start + (int) group.getRowCount();
                for (ColumnChunkMetaData chunk : group.getColumns()) {
                    String name = chunk.getPath().toArray()[0];
                    check(chunk.getStatistics(), rows.subList(start, end), name);
                    OffsetIndex offsets = reader.readOffsetIndex(chunk);
                    ColumnIndex bounds = reader.readColumnIndex(chunk);
                    for (int page = 0; page < offsets.getPageCount(); page++) {
                        int first = start + (int) offsets.getFirstRowIndex(page);
                        int last = start + (int) offsets.getLastRowIndex(page, group.getRowCount());
                        long nulls = leaves(rows.subList(first, last + 1), name).stream()
                                .filter(value -> value == null)
                                .count();
                        assertThat(bounds.getNullCounts().get(page)).as(name).isEqualTo(nulls);
                    }
                    assertThat(offsets.getPageCount())
                            .isEqualTo(bounds.getNullPages().size());
                }
                start = end;
            }
            assertThat(start).isEqualTo(rows.size());
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void check(Statistics<?> statistics, List<Map<String, @Nullable Object>> rows, String name) {
        List<@Nullable Object> leaves = leaves(rows, name);
        List<Comparable> values = new ArrayList<>();
        leaves.stream().filter(value -> value != null).forEach(value -> values.add((Comparable) value));
        assertThat(statistics.getNumNulls()).as(name).isEqualTo(leaves.size() - values.size());
        assertThat(statistics.hasNonNullValue()).as(name).isEqualTo(!values.isEmpty());
        if (!values.isEmpty()) {
            Object min = values.stream().min(Comparable::compareTo).orElseThrow();
            Object max = values.stream().max(Comparable::compareTo).orElseThrow();
            assertThat(text(statistics.genericGetMin())).as(name).isEqualTo(shown(min, "-0.0"));
            assertThat(text(statistics.genericGetMax())).as(name).isEqualTo(shown(max, "0.0"));
        }
    }

    private static String text(Object bound) {
        return bound instanceof Binary bytes ? bytes.toStringUsingUTF8() : bound.toString();
    }

    private static String shown(Object value, String zero) {
        return value instanceof Double number && number == 0 ? zero : value.toString();
    }

    /** The values of a column, with null for what has no value: null, and an empty list. */
    private static List<@Nullable Object> leaves(List<Map<String, @Nullable Object>> rows, String name) {
        List<@Nullable Object> leaves = new ArrayList<>();
        rows.forEach(row -> add(row.get(name), leaves));
        return leaves;
    }

    private static void add(@Nullable Object value, List<@Nullable Object> leaves) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            list.forEach(element -> add(element, leaves));
        } else {
            leaves.add(value instanceof List<?> ? null : value);
        }
    }

    @Test
    @DisplayName("NaN is written, and is in no statistics; a page of NaN alone leaves the chunk without column index")
    void notANumber() throws IOException {
        List<Map<String, @Nullable Object>> rows = rows(new Random(1), 3, 0, 1);
        rows.get(0).put("ratio", Double.NaN);
        rows.get(1).put("ratio", 7.0);
        rows.forEach(row -> row.put("mean", Double.NaN));
        Path file = write(rows, Long.MAX_VALUE);
        assertThat(ParquetJava.rows(file)).isEqualTo(rows);
        try (ParquetFileReader reader = ParquetJava.open(file)) {
            ColumnChunkMetaData ratio = chunk(reader, "ratio");
            assertThat(ratio.getStatistics().minAsString()).isEqualTo("-0.0");
            assertThat(ratio.getStatistics().maxAsString()).isEqualTo("7.0");
            assertThat(reader.readColumnIndex(ratio).getNullPages()).containsExactly(false);
            ColumnChunkMetaData mean = chunk(reader, "mean");
            assertThat(mean.getStatistics().hasNonNullValue()).isFalse();
            assertThat(mean.getStatistics().getNumNulls()).isZero();
            assertThat(reader.readColumnIndex(mean)).isNull();
        }
    }

    @Test
    @DisplayName("huge texts fill pages of their own, and their bounds are short")
    void hugeTexts() throws IOException, SQLException {
        List<Map<String, @Nullable Object>> rows = rows(new Random(2), 300, 0, 1);
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).put("name", ("é" + i).repeat(20_000));
        }
        Path file = write(rows, Long.MAX_VALUE);
        assertThat(ParquetJava.rows(file)).isEqualTo(rows);
        try (ParquetFileReader reader = ParquetJava.open(file)) {
            ColumnChunkMetaData name = chunk(reader, "name");
            assertThat(reader.readOffsetIndex(name).getPageCount()).isGreaterThan(3);
            ColumnIndex index = reader.readColumnIndex(name);
            index.getMaxValues().forEach(max -> assertThat(max.remaining()).isLessThanOrEqualTo(68));
        }
        try (DuckDb duckDb = new DuckDb()) {
            String text = "é299".repeat(20_000);
            assertThat(duckDb.query("SELECT count(*) FROM '" + file + "' WHERE name = '" + text + "'"))
                    .containsExactly(List.of(1L));
        }
    }

    @Test
    @DisplayName("a column without values takes a hundred bytes or so, however many rows there are")
    void columnsWithoutValues() throws IOException {
        Path file = write(rows(new Random(3), 60_000, 0, 1), Long.MAX_VALUE);
        try (ParquetFileReader reader = ParquetJava.open(file)) {
            reader.getRowGroups().get(0).getColumns().forEach(chunk -> assertThat(chunk.getTotalSize())
                    .as(chunk.toString())
                    .isLessThan(chunk.getPath().size() > 1 ? 500 : 150));
        }
    }

    @Test
    @DisplayName("a negative value of an unsigned column is an error, not a huge number")
    void negative() {
        List<Map<String, @Nullable Object>> rows = rows(new Random(4), 1, 0, 1);
        rows.get(0).put("count", -5L);
        assertThatThrownBy(() -> write(rows, Long.MAX_VALUE)).hasMessage("count is never negative, but is -5");
    }

    @Test
    @DisplayName("descriptions are in the first row group, DuckDB shows them")
    void descriptions() throws IOException, SQLException {
        Path file = write(rows(new Random(5), 20_000, 500, 100_000), 1);
        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query(
                            "SELECT row_group_id, path_in_schema, key_value_metadata::VARCHAR FROM parquet_metadata('"
                                    + file + "') WHERE row_group_id < 2 AND path_in_schema LIKE 'co%' ORDER BY ALL"))
                    .containsExactly(
                            List.of(0L, "code", "{unit=unit of code, description=About code.}"),
                            List.of(0L, "count", "{unit=unit of count, description=About count.}"),
                            List.of(1L, "code", "{}"),
                            List.of(1L, "count", "{}"));
            assertThat(duckDb.query(
                            "SELECT decode(key) || '=' || decode(value) FROM parquet_kv_metadata('" + file + "')"))
                    .containsExactly(List.of("key=value €"));
        }
    }

    @Test
    @DisplayName("blocks of any size make the same values")
    void blockSizes() throws IOException {
        List<Map<String, @Nullable Object>> rows = rows(new Random(6), 20_000, 400, 20);
        Path file = directory.resolve("odd.parquet");
        Random random = new Random(7);
        try (OutputStream out = Files.newOutputStream(file);
                ParquetFile parquet = new ParquetFile(out, COLUMNS, Long.MAX_VALUE)) {
            int at = 0;
            while (at < rows.size()) {
                int end = Math.min(rows.size(), at + 1 + random.nextInt(ColumnBlock.RECORDS));
                parquet.write(block(rows.subList(at, end)));
                at = end;
            }
            parquet.end("FlowJay", Map.of());
        }
        assertThat(ParquetJava.rows(file)).isEqualTo(rows);
    }

    private static ColumnChunkMetaData chunk(ParquetFileReader reader, String name) {
        return reader.getRowGroups().get(0).getColumns().stream()
                .filter(chunk -> chunk.getPath().toArray()[0].equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Path write(List<Map<String, @Nullable Object>> rows, long rowGroupBytes) throws IOException {
        Path file = directory.resolve("test.parquet");
        try (OutputStream out = Files.newOutputStream(file);
                ParquetFile parquet = new ParquetFile(out, COLUMNS, rowGroupBytes)) {
            for (int at = 0; at < rows.size(); at += ColumnBlock.RECORDS) {
                parquet.write(block(rows.subList(at, Math.min(rows.size(), at + ColumnBlock.RECORDS))));
            }
            parquet.end("FlowJay version 1 (build 2)", Map.of("key", "value €"));
        }
        return file;
    }

    private static ColumnBlock block(List<Map<String, @Nullable Object>> rows) {
        ColumnBlock block = new ColumnBlock(COLUMNS.size());
        for (Map<String, @Nullable Object> row : rows) {
            block.begin();
            for (int i = 0; i < COLUMNS.size(); i++) {
                add(block, i, row.get(COLUMNS.get(i).name()));
            }
            block.end();
        }
        return block;
    }

    private static void add(ColumnBlock block, int column, @Nullable Object value) {
        FileColumn declared = COLUMNS.get(column);
        boolean missing = !declared.optional() && value != null && isMissing(declared, value);
        if (value == null || missing) {
            return;
        }
        switch (declared.type()) {
            case BOOL -> block.number(column, (Boolean) value ? 1 : 0);
            case INT64, TIME -> block.number(column, (Long) value);
            case FLOAT64 -> block.number(column, Double.doubleToRawLongBits((Double) value));
            case STRING -> block.text(column, (String) value);
            case INTEGERS ->
                block.list(
                        column,
                        ((List<?>) value)
                                .stream().mapToLong(element -> (Long) element).toArray());
            case NUMBERS -> block.list(column, doubles((List<?>) value));
            case ROWS ->
                block.rows(
                        column,
                        ((List<?>) value)
                                .stream().map(row -> doubles((List<?>) row)).toArray(double[][]::new));
        }
    }

    private static boolean isMissing(FileColumn column, Object value) {
        return switch (column.type()) {
            case BOOL -> value.equals(false);
            case INT64, TIME -> value.equals(0L);
            case FLOAT64 -> value.equals(0.0);
            case STRING -> value.equals("Unknown");
            case INTEGERS, NUMBERS, ROWS -> ((List<?>) value).isEmpty();
        };
    }

    private static double[] doubles(List<?> list) {
        return list.stream().mapToDouble(element -> (Double) element).toArray();
    }

    private static Map<String, @Nullable Object> row(@Nullable Object... values) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            row.put(COLUMNS.get(i).name(), values[i]);
        }
        return row;
    }

    private static void put(Map<String, @Nullable Object> row, @Nullable Object... lists) {
        for (int i = 0; i < lists.length; i++) {
            row.put(COLUMNS.get(9 + i).name(), lists[i]);
        }
    }

    /**
     * Random rows.
     *
     * @param present how many in a thousand values are there
     * @param different how many different values there are
     */
    private static List<Map<String, @Nullable Object>> rows(Random random, int count, int present, int different) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (FileColumn column : COLUMNS) {
                boolean there = random.nextInt(1000) < present;
                row.put(column.name(), there ? value(random, column, different) : missing(column));
            }
            rows.add(row);
        }
        return rows;
    }

    private static @Nullable Object missing(FileColumn column) {
        if (column.optional()) {
            return null;
        }
        return switch (column.type()) {
            case BOOL -> false;
            case INT64, TIME -> 0L;
            case FLOAT64 -> 0.0;
            case STRING -> "Unknown";
            case INTEGERS, NUMBERS, ROWS -> List.of();
        };
    }

    private static Object value(Random random, FileColumn column, int different) {
        int value = random.nextInt(different);
        return switch (column.type()) {
            case BOOL -> value % 2 == 0;
            case INT64 -> (long) value - (column.unsigned() ? 0 : 5);
            case TIME -> 1_700_000_000_000_000_000L + value;
            case FLOAT64 -> value / 7.0 - 3;
            case STRING -> "text-" + value;
            case INTEGERS ->
                random.longs(random.nextInt(4), 0, different).boxed().toList();
            case NUMBERS -> random.doubles(random.nextInt(4)).boxed().toList();
            case ROWS -> {
                List<List<Double>> rows = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    rows.add(random.doubles(random.nextInt(3)).boxed().toList());
                }
                yield rows;
            }
        };
    }
}
