package io.flowjay.record.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureType;
import io.flowjay.feature.FeatureVector;
import io.flowjay.json.JsonBytes;
import io.flowjay.json.WellFormed;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value of a vector as an object, and as JSON. */
public final class RecordValue {
    private RecordValue() {}

    public static @Nullable Object of(Feature feature, FeatureVector vector, int position, int timestampDigits) {
        return switch (feature.type()) {
            case BOOL -> vector.longAt(position) != 0;
            case INT64 -> vector.longAt(position);
            case TIME ->
                Timestamp.decimal(vector.longAt(position), timestampDigits).doubleValue();
            case FLOAT64 -> {
                double value = vector.doubleAt(position);
                yield Double.isNaN(value) ? null : (Object) value;
            }
            case STRING -> text(vector, position);
            case ARRAY -> list(vector.objectAt(position));
        };
    }

    private static @Nullable String text(FeatureVector vector, int position) {
        return vector.objectAt(position) instanceof String text ? WellFormed.text(text) : null;
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

    public static void write(
            JsonGenerator json, Feature feature, FeatureVector vector, int position, int timestampDigits)
            throws IOException {
        switch (feature.type()) {
            case BOOL -> json.writeBoolean(vector.longAt(position) != 0);
            case INT64 -> json.writeNumber(vector.longAt(position));
            case TIME -> Timestamp.write(json, vector.longAt(position), timestampDigits);
            case FLOAT64 -> {
                double value = vector.doubleAt(position);
                if (Double.isNaN(value)) {
                    json.writeNull();
                } else {
                    json.writeNumber(value);
                }
            }
            case STRING -> json.writeString(text(vector, position));
            case ARRAY -> writeArray(json, vector.objectAt(position));
        }
    }

    public static void write(
            JsonBytes json, FeatureType type, FeatureVector vector, int position, int timestampDigits) {
        switch (type) {
            case BOOL -> json.bool(vector.longAt(position) != 0);
            case INT64 -> json.integer(vector.longAt(position));
            case TIME -> json.time(vector.longAt(position), timestampDigits);
            case FLOAT64 -> {
                double value = vector.doubleAt(position);
                if (Double.isNaN(value)) {
                    json.nullValue();
                } else {
                    json.decimal(value);
                }
            }
            case STRING -> writeText(json, (String) vector.objectAt(position));
            case ARRAY -> writeArray(json, vector.objectAt(position));
        }
    }

    /** Writes a text, or null. */
    public static void writeText(JsonBytes json, @Nullable String text) {
        if (text == null) {
            json.nullValue();
        } else {
            json.string(text);
        }
    }

    private static void writeArray(JsonBytes json, @Nullable Object array) {
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
