package io.flowjay.record.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowjay.feature.FeatureType;
import io.flowjay.json.OutputBytes;
import io.flowjay.json.WellFormed;
import io.flowjay.record.format.RecordValues;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value of a record as an object, and as JSON. */
public final class RecordValue {
    private RecordValue() {}

    public static @Nullable Object of(FeatureType type, RecordValues record, int column) {
        return switch (type) {
            case BOOL -> record.longAt(column) != 0;
            case INT64 -> record.longAt(column);
            case TIME ->
                Timestamp.decimal(record.longAt(column), record.timestampDigits())
                        .doubleValue();
            case FLOAT64 -> {
                double value = record.doubleAt(column);
                yield Double.isNaN(value) ? null : (Object) value;
            }
            case STRING -> text(record, column);
            case INTEGERS, NUMBERS, ROWS -> list(record.listAt(column));
        };
    }

    private static @Nullable String text(RecordValues record, int column) {
        String text = record.textAt(column);
        return text == null ? null : WellFormed.text(text);
    }

    private static @Nullable List<?> list(@Nullable Object array) {
        if (array instanceof long[] numbers) {
            return Arrays.stream(numbers).boxed().toList();
        }
        if (array instanceof double[] numbers) {
            return Arrays.stream(numbers).boxed().toList();
        }
        return array instanceof double[][] rows
                ? Arrays.stream(rows).map(RecordValue::list).toList()
                : null;
    }

    public static void write(JsonGenerator json, FeatureType type, RecordValues record, int column) throws IOException {
        switch (type) {
            case BOOL -> json.writeBoolean(record.longAt(column) != 0);
            case INT64 -> json.writeNumber(record.longAt(column));
            case TIME -> Timestamp.write(json, record.longAt(column), record.timestampDigits());
            case FLOAT64 -> {
                double value = record.doubleAt(column);
                if (Double.isNaN(value)) {
                    json.writeNull();
                } else {
                    json.writeNumber(value);
                }
            }
            case STRING -> json.writeString(text(record, column));
            case INTEGERS, NUMBERS, ROWS -> writeArray(json, record.listAt(column));
        }
    }

    public static void write(OutputBytes json, FeatureType type, RecordValues record, int column) {
        switch (type) {
            case BOOL -> json.bool(record.longAt(column) != 0);
            case INT64 -> json.integer(record.longAt(column));
            case TIME -> json.time(record.longAt(column), record.timestampDigits());
            case FLOAT64 -> {
                double value = record.doubleAt(column);
                if (Double.isNaN(value)) {
                    json.nullValue();
                } else {
                    json.decimal(value);
                }
            }
            case STRING -> writeText(json, record.textAt(column));
            case INTEGERS, NUMBERS, ROWS -> writeArray(json, record.listAt(column));
        }
    }

    /** Writes a text, or null. */
    public static void writeText(OutputBytes json, @Nullable String text) {
        if (text == null) {
            json.nullValue();
        } else {
            json.string(text);
        }
    }

    private static void writeArray(OutputBytes json, @Nullable Object array) {
        char separator = '[';
        if (array instanceof long[] numbers) {
            for (long number : numbers) {
                json.raw(separator);
                json.integer(number);
                separator = ',';
            }
        } else if (array instanceof double[] numbers) {
            for (double number : numbers) {
                json.raw(separator);
                json.decimal(number);
                separator = ',';
            }
        } else if (array instanceof double[][] rows) {
            for (double[] row : rows) {
                json.raw(separator);
                writeArray(json, row);
                separator = ',';
            }
        } else {
            json.nullValue();
            return;
        }
        if (separator == '[') {
            json.raw(separator);
        }
        json.raw(']');
    }

    private static void writeArray(JsonGenerator json, @Nullable Object array) throws IOException {
        if (array instanceof long[] numbers) {
            json.writeArray(numbers, 0, numbers.length);
        } else if (array instanceof double[] numbers) {
            json.writeArray(numbers, 0, numbers.length);
        } else if (array instanceof double[][] rows) {
            json.writeStartArray(rows, rows.length);
            for (double[] row : rows) {
                json.writeArray(row, 0, row.length);
            }
            json.writeEndArray();
        } else {
            json.writeNull();
        }
    }
}
