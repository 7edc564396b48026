package io.flowjay.record.parquet;

import io.flowjay.record.parquet.encoding.Bounds;
import io.flowjay.record.parquet.encoding.NumberBounds;
import java.util.Arrays;

/** A column of integers, times or doubles. */
final class NumberColumn extends FlatColumn {
    private long[] numbers = {};
    private int size;
    private final NumberValues values = new NumberValues();
    private final NumberBounds page;
    private final NumberBounds all;

    NumberColumn(FileColumn column, PageWorkspace workspace) {
        super(column, workspace);
        page = new NumberBounds(column.type());
        all = new NumberBounds(column.type());
    }

    @Override
    void take(ColumnBlock block, int first, int count) {
        if (numbers.length - size < count) {
            numbers = Arrays.copyOf(numbers, Math.max(2 * numbers.length, ColumnBlock.RECORDS));
        }
        System.arraycopy(block.values(), first, numbers, size, count);
        size += count;
    }

    @Override
    int encode(int count) {
        page.clear();
        int encoding;
        if (size == 0 && count > 0) {
            page.add(column.missingNumber());
            encoding = values.encode(column.missingNumber(), count, workspace);
        } else {
            long[] rows = size == count ? numbers : withMissing(count);
            page.add(rows, count);
            encoding = values.encode(rows, count, workspace);
        }
        checkSign();
        all.add(page);
        size = 0;
        return encoding;
    }

    private long[] withMissing(int count) {
        long[] rows = workspace.longs(count);
        Arrays.fill(rows, 0, count, column.missingNumber());
        int row = -1;
        for (int i = 0; i < size; i++) {
            row = nextPresent(row + 1);
            rows[row] = numbers[i];
        }
        return rows;
    }

    /** A reader would take a negative number for a huge one. */
    private void checkSign() {
        if (column.unsigned() && page.exist() && page.minInteger() < 0) {
            throw new IllegalStateException(column.name() + " is never negative, but is " + page.minInteger());
        }
    }

    @Override
    Bounds pageBounds() {
        return page;
    }

    @Override
    void endValues(ColumnChunk complete) {
        values.endChunk(complete, workspace);
        complete.setBounds(all);
    }

    @Override
    int valueBytes() {
        return size * Long.BYTES;
    }

    @Override
    int dictionaryBytes() {
        return values.memory();
    }
}
