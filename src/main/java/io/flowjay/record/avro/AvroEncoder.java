package io.flowjay.record.avro;

import io.flowjay.feature.FeatureType;
import io.flowjay.json.OutputBytes;
import io.flowjay.record.format.RecordColumn;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.record.format.RecordValues;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in Avro's binary encoding. A record is a template of missing values with the values that are not missing put in; what
 * lies between two of them is copied in one piece.
 */
final class AvroEncoder implements RecordEncoder {
    private static final byte VALUE_OF_UNION = 2;
    private static final char END_OF_ARRAY = 0;
    private static final int NANO_DIGITS = 9;
    private static final long NANOS_PER_MICRO = 1_000;

    private final FeatureType[] types;
    private final boolean[] nullable;
    /** What stands before each record, then the missing value of each column. */
    private final byte[] template;
    /** Where each column starts in the template, and where the last one ends. */
    private final int[] starts;
    /** Most bytes of a record without its texts and lists. */
    private final int mostBytes;

    /**
     * @param columns what a record holds
     * @param framing what stands before each record, see {@link AvroFraming}; empty for nothing
     */
    AvroEncoder(RecordColumns columns, byte[] framing) {
        int count = columns.size();
        types = new FeatureType[count];
        nullable = new boolean[count];
        starts = new int[count + 1];
        OutputBytes all = new OutputBytes();
        all.raw(framing);
        for (int i = 0; i < count; i++) {
            RecordColumn column = columns.get(i);
            types[i] = column.type();
            nullable[i] = column.nullable();
            starts[i] = all.size();
            if (nullable[i]) {
                // The first branch of the union, null, which has no bytes.
                AvroBytes.number(0, all);
            } else if (types[i] == FeatureType.TIME) {
                AvroBytes.number(0, all);
            } else {
                value(columns.missing(), i, all);
            }
        }
        starts[count] = all.size();
        template = Arrays.copyOf(all.array(), all.size());
        mostBytes = template.length + count * (1 + AvroBytes.MAX_NUMBER_BYTES);
    }

    @Override
    public void write(RecordValues record, OutputBytes out) {
        int end = types.length;
        // Enough for everything but texts and lists.
        int at = out.room(mostBytes);
        byte[] bytes = out.array();
        int copied = 0;
        int next = record.nextPresent(0, end);
        while (next < end) {
            int gap = starts[next] - copied;
            if (gap > 0) {
                System.arraycopy(template, copied, bytes, at, gap);
                at += gap;
            }
            if (nullable[next]) {
                bytes[at++] = VALUE_OF_UNION;
            }
            switch (types[next]) {
                case BOOL -> bytes[at++] = (byte) record.longAt(next);
                case INT64 -> at = AvroBytes.number(record.longAt(next), bytes, at);
                case TIME -> at = AvroBytes.number(time(record.longAt(next), record.timestampDigits()), bytes, at);
                case FLOAT64 -> at = AvroBytes.float64(record.doubleAt(next), bytes, at);
                case STRING, INTEGERS, NUMBERS, ROWS -> {
                    out.wrote(at);
                    value(record, next, out);
                    at = out.room(mostBytes);
                    bytes = out.array();
                }
            }
            copied = starts[next + 1];
            next = record.nextPresent(next + 1, end);
        }
        System.arraycopy(template, copied, bytes, at, template.length - copied);
        out.wrote(at + template.length - copied);
    }

    /** Adds a value without its branch of a union. */
    private void value(RecordValues record, int column, OutputBytes out) {
        switch (types[column]) {
            case BOOL -> out.raw((char) record.longAt(column));
            case INT64 -> AvroBytes.number(record.longAt(column), out);
            case TIME -> AvroBytes.number(time(record.longAt(column), record.timestampDigits()), out);
            case FLOAT64 -> AvroBytes.float64(record.doubleAt(column), out);
            case STRING -> text(record.textAt(column), out);
            case INTEGERS, NUMBERS, ROWS -> list(record.listAt(column), out);
        }
    }

    /** Cuts digits that the capture does not have, as JSON does. */
    private static long time(long nanos, int digits) {
        return digits == NANO_DIGITS ? nanos : Math.floorDiv(nanos, NANOS_PER_MICRO) * NANOS_PER_MICRO;
    }

    private static void text(@Nullable String text, OutputBytes out) {
        AvroBytes.text(text == null ? "" : text, out);
    }

    /** One block of items, if there are any, then the end. */
    private static void list(@Nullable Object list, OutputBytes out) {
        if (list instanceof long[] numbers && numbers.length > 0) {
            AvroBytes.number(numbers.length, out);
            for (long number : numbers) {
                AvroBytes.number(number, out);
            }
        } else if (list instanceof double[] numbers && numbers.length > 0) {
            AvroBytes.number(numbers.length, out);
            for (double number : numbers) {
                AvroBytes.float64(number, out);
            }
        } else if (list instanceof double[][] rows && rows.length > 0) {
            AvroBytes.number(rows.length, out);
            for (double[] row : rows) {
                list(row, out);
            }
        }
        out.raw(END_OF_ARRAY);
    }
}
