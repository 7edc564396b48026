package io.flowjay.record.json;

import io.flowjay.json.OutputBytes;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.record.format.RecordGroups;
import io.flowjay.record.format.RecordValues;

/** A record as one JSON object without white space. A sparse record leaves out feature groups without any value. */
public final class JsonEncoder implements RecordEncoder {
    private final RecordTemplate template;
    private final RecordGroups groups;
    private final int size;

    /** @param columns what a record holds */
    public JsonEncoder(RecordColumns columns) {
        template = new RecordTemplate(columns);
        groups = new RecordGroups(columns);
        size = columns.size();
    }

    @Override
    public void write(RecordValues record, OutputBytes out) {
        long present = groups.present(record);
        int from = 0;
        while (from < size) {
            int end = groups.endOfRun(present, from);
            if (groups.has(present, from)) {
                template.write(from, end, record, out);
            }
            from = end;
        }
        out.raw('}');
    }
}
