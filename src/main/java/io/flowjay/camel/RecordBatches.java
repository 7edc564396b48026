package io.flowjay.camel;

import io.flowjay.record.FlowRecord;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Records in lists of a fixed size, the last one shorter; those of a live capture are shorter where the next record is not there yet.
 * What {@link CaptureRecords} says about failures holds here too.
 */
final class RecordBatches implements Iterator<List<FlowRecord>>, Closeable {
    private final CaptureRecords records;
    private final int size;

    RecordBatches(CaptureRecords records, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("the batch size must be 1 or more, but is " + size);
        }
        this.records = records;
        this.size = size;
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public List<FlowRecord> next() {
        List<FlowRecord> batch = new ArrayList<>(Math.min(size, 1024));
        batch.add(records.next());
        while (batch.size() < size && records.isReady() && records.hasRecord()) {
            batch.add(records.next());
        }
        return batch;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
