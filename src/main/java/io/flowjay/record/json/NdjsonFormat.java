package io.flowjay.record.json;

import io.flowjay.json.OutputBytes;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.record.format.RecordFile;
import io.flowjay.record.format.RecordFormat;
import io.flowjay.settings.Settings;
import java.util.List;

/** Newline-delimited JSON: one object a line, each line ended by a line feed. */
public final class NdjsonFormat implements RecordFormat {
    private static final byte[] LINE_FEED = {'\n'};

    @Override
    public String name() {
        return "ndjson";
    }

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public List<String> extensions() {
        return List.of("ndjson", "jsonl");
    }

    @Override
    public RecordEncoder encoder(RecordColumns columns, Settings settings) {
        return new JsonEncoder(columns);
    }

    @Override
    public RecordFile file(RecordColumns columns, Settings settings) {
        return new RecordFile() {
            @Override
            public byte[] separator() {
                return LINE_FEED;
            }

            @Override
            public void afterBatch(OutputBytes out) {
                out.raw('\n');
            }
        };
    }
}
