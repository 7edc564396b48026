package io.flowjay.record;

import io.flowjay.json.JsonBytes;
import java.util.Arrays;

/** Records of consecutive flows as lines of JSON, for {@link FlowRecordWriter#write(RecordLines)}. */
public final class RecordLines {
    /** What a limit counts in a batch. */
    static final LimitedSource.Records<RecordLines> LIMITED = new LimitedSource.Records<>() {
        @Override
        public int count(RecordLines batch) {
            return batch.records();
        }

        @Override
        public int bytes(RecordLines batch, int record) {
            return batch.bytes(record);
        }

        @Override
        public RecordLines first(RecordLines batch, int records) {
            batch.keep(records);
            return batch;
        }
    };

    private final JsonBytes json = new JsonBytes();
    private int records;
    /** Where each record ends, without its line feed. */
    private int[] ends = new int[ParallelSource.BATCH_FLOWS];

    RecordLines() {}

    /** How many records there are. */
    public int records() {
        return records;
    }

    JsonBytes json() {
        return json;
    }

    void clear() {
        json.clear();
        records = 0;
    }

    /** Where the next record is to be written. */
    JsonBytes next() {
        if (records > 0) {
            end(records - 1, json.size() - 1);
        }
        records++;
        return json;
    }

    private void end(int record, int at) {
        if (record == ends.length) {
            ends = Arrays.copyOf(ends, 2 * record);
        }
        ends[record] = at;
    }

    /** Bytes of one of the records. */
    int bytes(int record) {
        int begin = record == 0 ? 0 : ends[record - 1] + 1;
        return (record == records - 1 ? json.size() - 1 : ends[record]) - begin;
    }

    /** Keeps only the first records, fewer than there are. */
    void keep(int first) {
        json.truncate(first == 0 ? 0 : ends[first - 1] + 1);
        records = first;
    }
}
