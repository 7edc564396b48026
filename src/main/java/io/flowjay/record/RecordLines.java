package io.flowjay.record;

import io.flowjay.json.JsonBytes;

/** Records of consecutive flows as lines of JSON, for {@link FlowRecordWriter#write(RecordLines)}. */
public final class RecordLines {
    private final JsonBytes json = new JsonBytes();
    private int records;

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
        records++;
        return json;
    }
}
