package io.flowjay.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureVector;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value of a vector as an object, and as JSON. */
final class RecordValue {
    private RecordValue() {}

    static @Nullable Object of(Feature feature, FeatureVector vector, int position, int timestampDigits) {
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

    static void write(JsonGenerator json, Feature feature, FeatureVector vector, int position, int timestampDigits)
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
