package io.flowjay.record.parquet;

import io.flowjay.feature.FeatureType;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordGroups;
import io.flowjay.record.format.RecordValues;
import io.flowjay.record.sink.BatchEncoder;
import org.jspecify.annotations.Nullable;

/** Turns records into columns, in a worker thread. */
final class ColumnEncoder implements BatchEncoder<ColumnBatch> {
    private static final long NANOS_PER_MICRO = 1000;
    private static final int MICRO_DIGITS = 6;

    private final FeatureType[] types;
    private final boolean sparse;
    private final RecordGroups groups;

    ColumnEncoder(RecordColumns columns) {
        types = columns.columns().stream().map(column -> column.type()).toArray(FeatureType[]::new);
        sparse = columns.sparse();
        groups = new RecordGroups(columns);
    }

    @Override
    public ColumnBatch newBatch() {
        return new ColumnBatch(types.length);
    }

    @Override
    public void add(RecordValues record, ColumnBatch batch) {
        ColumnBlock block = batch.next();
        block.begin();
        if (sparse) {
            addGroups(record, block);
        } else {
            int size = types.length;
            for (int i = record.nextPresent(0, size); i < size; i = record.nextPresent(i + 1, size)) {
                add(record, i, block);
            }
        }
        block.end();
    }

    /** Every value of the groups that the record has, missing ones too: null is for the groups that it leaves out. */
    private void addGroups(RecordValues record, ColumnBlock block) {
        long present = groups.present(record);
        int from = 0;
        while (from < types.length) {
            int end = groups.endOfRun(present, from);
            if (groups.has(present, from)) {
                for (int i = from; i < end; i++) {
                    add(record, i, block);
                }
            }
            from = end;
        }
    }

    private void add(RecordValues record, int column, ColumnBlock block) {
        switch (types[column]) {
            case BOOL, INT64 -> block.number(column, record.longAt(column));
            case TIME -> block.number(column, nanos(record.longAt(column), record.timestampDigits()));
            case FLOAT64 -> {
                double value = record.doubleAt(column);
                if (!Double.isNaN(value)) {
                    block.number(column, Double.doubleToRawLongBits(value));
                }
            }
            case STRING -> {
                String text = record.textAt(column);
                if (text != null) {
                    block.text(column, text);
                }
            }
            case INTEGERS, NUMBERS, ROWS -> addList(record.listAt(column), column, block);
        }
    }

    private static void addList(@Nullable Object list, int column, ColumnBlock block) {
        if (list instanceof long[] integers) {
            block.list(column, integers);
        } else if (list instanceof double[] numbers) {
            block.list(column, numbers);
        } else if (list instanceof double[][] rows) {
            block.rows(column, rows);
        }
    }

    /** The digits that text formats write too. */
    private static long nanos(long time, int digits) {
        return digits == MICRO_DIGITS ? Math.floorDiv(time, NANOS_PER_MICRO) * NANOS_PER_MICRO : time;
    }
}
