package io.flowjay.record.sink;

import io.flowjay.json.OutputBytes;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.record.format.RecordFile;
import io.flowjay.record.format.RecordFormat;
import io.flowjay.record.format.RecordValues;
import io.flowjay.settings.Settings;
import java.util.Arrays;
import org.apiguardian.api.API;

/** Records as bytes of a format, one after the other. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ByteBatch implements RecordBatch {
    private static final byte[] NOTHING = {};
    private static final int RECORDS = 64;

    private final OutputBytes bytes = new OutputBytes();
    private final byte[] separator;
    private int records;
    /** Where each record ends. */
    private int[] ends = new int[RECORDS];

    private ByteBatch(byte[] separator) {
        this.separator = separator;
    }

    /** Makes an encoder of the records of a file. */
    public static BatchEncoder<ByteBatch> encoder(
            RecordFormat format, RecordFile file, RecordColumns columns, Settings settings) {
        return new Encoder(format.encoder(columns, settings), file.separator());
    }

    /** Makes an encoder of records that are messages of their own. */
    public static BatchEncoder<ByteBatch> messageEncoder(
            RecordFormat format, RecordColumns columns, Settings settings) {
        return new Encoder(format.messageEncoder(columns, settings), NOTHING);
    }

    private static final class Encoder implements BatchEncoder<ByteBatch> {
        private final RecordEncoder records;
        private final byte[] separator;

        Encoder(RecordEncoder records, byte[] separator) {
            this.records = records;
            this.separator = separator;
        }

        @Override
        public ByteBatch newBatch() {
            return new ByteBatch(separator);
        }

        @Override
        public void add(RecordValues record, ByteBatch batch) {
            if (batch.records > 0) {
                batch.bytes.raw(separator);
            }
            records.write(record, batch.bytes);
            batch.end();
        }
    }

    private void end() {
        if (records == ends.length) {
            ends = Arrays.copyOf(ends, 2 * records);
        }
        ends[records++] = bytes.size();
    }

    @Override
    public int records() {
        return records;
    }

    /** The bytes of all records, with the separators between them. */
    public OutputBytes bytes() {
        return bytes;
    }

    /** Where a record starts in {@link #bytes}. */
    public int start(int record) {
        return record == 0 ? 0 : ends[record - 1] + separator.length;
    }

    @Override
    public int bytes(int record) {
        return ends[record] - start(record);
    }

    @Override
    public void keep(int first) {
        bytes.truncate(first == 0 ? 0 : ends[first - 1]);
        records = first;
    }

    @Override
    public void clear() {
        bytes.clear();
        records = 0;
    }
}
