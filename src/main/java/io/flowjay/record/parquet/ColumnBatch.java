package io.flowjay.record.parquet;

import io.flowjay.record.sink.RecordBatch;
import java.util.ArrayList;
import java.util.List;

/** Records as columns, in blocks of 64. */
final class ColumnBatch implements RecordBatch {
    private final int columns;
    private final List<ColumnBlock> blocks = new ArrayList<>();
    /** Blocks that hold records; those after them are kept for later. */
    private int used;

    private int records;

    ColumnBatch(int columns) {
        this.columns = columns;
    }

    /** The block that takes the next record. */
    ColumnBlock next() {
        if (records == used * ColumnBlock.RECORDS) {
            if (used == blocks.size()) {
                blocks.add(new ColumnBlock(columns));
            }
            used++;
        }
        records++;
        return blocks.get(used - 1);
    }

    /** The blocks that hold records. */
    List<ColumnBlock> blocks() {
        return blocks.subList(0, used);
    }

    @Override
    public int records() {
        return records;
    }

    @Override
    public int bytes(int record) {
        return blocks.get(record / ColumnBlock.RECORDS).bytes(record % ColumnBlock.RECORDS);
    }

    @Override
    public void keep(int first) {
        int whole = first / ColumnBlock.RECORDS;
        int rest = first % ColumnBlock.RECORDS;
        int kept = rest == 0 ? whole : whole + 1;
        if (rest > 0) {
            blocks.get(whole).keep(rest);
        }
        blocks.subList(kept, used).forEach(ColumnBlock::clear);
        used = kept;
        records = first;
    }

    @Override
    public void clear() {
        blocks().forEach(ColumnBlock::clear);
        used = 0;
        records = 0;
    }
}
