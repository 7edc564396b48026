package io.flowjay.record.json;

import io.flowjay.feature.FeatureType;
import io.flowjay.json.OutputBytes;
import io.flowjay.record.format.RecordColumn;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordValues;
import java.util.Arrays;

/**
 * A record without any value, as JSON text: {@code ,"name":value} for each field, and <code>{</code> in place of the first comma. A record is this text
 * with the values that are not missing put in; what lies between two of them is copied in one piece, and most of a record is.
 */
final class RecordTemplate {
    private final FeatureType[] types;
    private final byte[] text;
    /** Where each field starts in the text, and where the last one ends. */
    private final int[] starts;
    /** Where the value of each field starts. */
    private final int[] values;

    /** @param columns what a record holds */
    RecordTemplate(RecordColumns columns) {
        int count = columns.size();
        types = new FeatureType[count];
        starts = new int[count + 1];
        values = new int[count];
        OutputBytes all = new OutputBytes();
        for (int i = 0; i < count; i++) {
            RecordColumn column = columns.get(i);
            types[i] = column.type();
            starts[i] = all.size();
            all.raw(i == 0 ? '{' : ',');
            all.string(column.name());
            all.raw(':');
            values[i] = all.size();
            RecordValue.write(all, types[i], columns.missing(), i);
        }
        starts[count] = all.size();
        text = Arrays.copyOf(all.array(), all.size());
    }

    /**
     * Writes some fields of a record, each with the character before it.
     *
     * @param first the first field
     * @param end the one after the last
     */
    void write(int first, int end, RecordValues record, OutputBytes out) {
        int from = first;
        while (from < end) {
            int next = record.nextPresent(from, end);
            if (next == end) {
                out.raw(text, starts[from], starts[end]);
                return;
            }
            out.raw(text, starts[from], values[next]);
            RecordValue.write(out, types[next], record, next);
            from = next + 1;
        }
    }
}
