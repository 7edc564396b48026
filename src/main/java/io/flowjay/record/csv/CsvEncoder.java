package io.flowjay.record.csv;

import io.flowjay.feature.FeatureType;
import io.flowjay.json.OutputBytes;
import io.flowjay.record.format.RecordColumn;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.record.format.RecordValues;
import io.flowjay.record.json.RecordValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record as cells. A record without any value is a text made once; the values that are not missing are put in, and what lies between
 * two of them is copied in one piece.
 */
final class CsvEncoder implements RecordEncoder {
    private final CsvText csv;
    private final FeatureType[] types;
    private final boolean[] nullable;
    private final byte[] text;
    /** Where each cell starts in the text, with the delimiter before it; and where the last one ends. */
    private final int[] starts;
    /** Where the value of each cell starts. */
    private final int[] values;

    CsvEncoder(RecordColumns columns, CsvText csv) {
        this.csv = csv;
        int count = columns.size();
        types = new FeatureType[count];
        nullable = new boolean[count];
        starts = new int[count + 1];
        values = new int[count];
        OutputBytes all = new OutputBytes();
        for (int i = 0; i < count; i++) {
            RecordColumn column = columns.get(i);
            types[i] = column.type();
            nullable[i] = column.nullable();
            starts[i] = all.size();
            if (i > 0) {
                all.raw(csv.delimiter());
            }
            values[i] = all.size();
            writeValue(columns.missing(), i, all);
        }
        starts[count] = all.size();
        text = Arrays.copyOf(all.array(), all.size());
    }

    @Override
    public void write(RecordValues record, OutputBytes out) {
        int end = types.length;
        int from = 0;
        while (from < end) {
            int next = record.nextPresent(from, end);
            if (next == end) {
                out.raw(text, starts[from], starts[end]);
                return;
            }
            out.raw(text, starts[from], values[next]);
            writeValue(record, next, out);
            from = next + 1;
        }
    }

    /** Numbers and flags need no quotes: none of their characters can be the delimiter. */
    private void writeValue(RecordValues record, int column, OutputBytes out) {
        switch (types[column]) {
            case FLOAT64 -> {
                double value = record.doubleAt(column);
                if (Double.isNaN(value)) {
                    out.utf8(csv.nullValue());
                } else {
                    out.decimal(value);
                }
            }
            case STRING -> writeText(record.textAt(column), nullable[column], out);
            case INTEGERS, NUMBERS, ROWS -> writeList(record, column, out);
            case BOOL, INT64, TIME -> RecordValue.write(out, types[column], record, column);
        }
    }

    private void writeText(@Nullable String value, boolean mayBeNull, OutputBytes out) {
        if (value == null) {
            out.utf8(csv.nullValue());
        } else if (mayBeNull) {
            csv.writeNotNull(value, out);
        } else {
            csv.write(value, out);
        }
    }

    /** JSON, in quotes: its commas are the usual delimiter. */
    private void writeList(RecordValues record, int column, OutputBytes out) {
        boolean quotes = csv.delimiter() == ',';
        if (quotes) {
            out.raw('"');
        }
        RecordValue.write(out, types[column], record, column);
        if (quotes) {
            out.raw('"');
        }
    }
}
