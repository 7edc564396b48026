package io.flowjay.record.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.flowjay.json.OutputBytes;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.record.format.RecordFile;
import io.flowjay.record.format.RecordFormat;
import io.flowjay.settings.Settings;
import java.util.List;

/** JSON (RFC 8259): a file is one array of all records, each on a line; a message on Kafka is the object of one record. */
public final class JsonFormat implements RecordFormat {
    private static final byte[] SEPARATOR = ",\n".getBytes(US_ASCII);

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public List<String> extensions() {
        return List.of("json");
    }

    @Override
    public RecordEncoder encoder(RecordColumns columns, Settings settings) {
        return new JsonEncoder(columns);
    }

    @Override
    public RecordFile file(RecordColumns columns, Settings settings) {
        return new ArrayFile();
    }

    private static final class ArrayFile implements RecordFile {
        private boolean empty = true;

        @Override
        public byte[] separator() {
            return SEPARATOR;
        }

        @Override
        public void begin(OutputBytes out) {
            out.raw('[');
        }

        @Override
        public void beforeBatch(int records, int bytes, OutputBytes out) {
            out.ascii(empty ? "\n" : ",\n");
            empty = false;
        }

        @Override
        public void end(OutputBytes out) {
            out.ascii("\n]\n");
        }
    }
}
