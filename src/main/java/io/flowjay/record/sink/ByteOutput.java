package io.flowjay.record.sink;

import io.flowjay.json.OutputBytes;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordFile;
import io.flowjay.record.format.RecordFormat;
import io.flowjay.settings.Settings;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Writes bytes of a format to a stream or a file. Nothing is written before the first record or the end, so that a failure leaves no file
 * of a mere header.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ByteOutput implements RecordOutput<ByteBatch> {
    private final OutputStream stream;
    private final @Nullable OutputFile file;
    private final FileCompression compression;
    private final RecordFormat format;
    private final RecordFile around;
    private final RecordColumns columns;
    private final Settings settings;
    private final OutputBytes before = new OutputBytes();
    /** Records that wait until they are a block. */
    private final OutputBytes block = new OutputBytes();

    private int recordsOfBlock;
    private @Nullable OutputStream started;
    private boolean broken;

    private ByteOutput(
            OutputStream stream,
            @Nullable OutputFile file,
            FileCompression compression,
            RecordFormat format,
            RecordFile around,
            RecordColumns columns,
            Settings settings) {
        this.stream = stream;
        this.file = file;
        this.compression = compression;
        this.format = format;
        this.columns = columns;
        this.settings = settings;
        this.around = around;
    }

    /**
     * Writes to a stream, which is closed with the output.
     *
     * @param out the stream; buffered batches reach it in one piece
     * @param format what the bytes of a record are
     * @param columns the fields of the records
     * @param settings the settings of the format
     */
    public static ByteOutput of(OutputStream out, RecordFormat format, RecordColumns columns, Settings settings) {
        RecordFile around = format.file(columns, settings);
        return new ByteOutput(out, null, FileCompression.NONE, format, around, columns, settings);
    }

    /** Writes to a file, or to standard output; what the format refuses makes no file. */
    static ByteOutput open(
            @Nullable Path file,
            FileCompression compression,
            RecordFormat format,
            RecordColumns columns,
            Settings settings)
            throws IOException {
        RecordFile around = format.file(columns, settings);
        OutputFile output = OutputFile.open(file);
        return new ByteOutput(output.stream(), output, compression, format, around, columns, settings);
    }

    @Override
    public BatchEncoder<ByteBatch> encoder() {
        return ByteBatch.encoder(format, around, columns, settings);
    }

    @Override
    public void write(ByteBatch batch) throws IOException {
        int records = batch.records();
        if (records == 0) {
            return;
        }
        OutputBytes bytes = batch.bytes();
        if (around.blockBytes() == 0) {
            write(records, bytes);
        } else {
            block.raw(bytes.array(), 0, bytes.size());
            recordsOfBlock += records;
            if (block.size() >= around.blockBytes()) {
                writeBlock();
            }
        }
    }

    private void writeBlock() throws IOException {
        if (recordsOfBlock > 0) {
            int records = recordsOfBlock;
            recordsOfBlock = 0;
            write(records, block);
        }
    }

    private void write(int records, OutputBytes bytes) throws IOException {
        OutputStream out = start();
        around.compress(bytes);
        around.beforeBatch(records, bytes.size(), before);
        around.afterBatch(bytes);
        send(before, out);
        send(bytes, out);
    }

    @Override
    public void flush() throws IOException {
        if (!broken) {
            writeBlock();
        }
        if (started != null && !broken) {
            started.flush();
        }
    }

    @Override
    public void commit() throws IOException {
        writeBlock();
        OutputStream out = start();
        around.end(before);
        send(before, out);
        // Ends the compressed stream, and only that.
        out.close();
        if (file != null) {
            file.complete();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        } else {
            stream.close();
        }
    }

    private OutputStream start() throws IOException {
        OutputStream out = started;
        if (out == null) {
            out = compression.compress(new Unclosed(stream));
            started = out;
            around.begin(before);
        }
        return out;
    }

    /** Nothing follows what could not be written whole, so that half a record never looks like a whole one. */
    private void send(OutputBytes bytes, OutputStream out) throws IOException {
        if (broken) {
            throw new IOException("an earlier record was not written whole");
        }
        int length = bytes.size();
        if (length > 0) {
            broken = true;
            out.write(bytes.array(), 0, length);
            broken = false;
            bytes.clear();
        }
    }

    /** A stream that stays open when what compresses into it ends. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
