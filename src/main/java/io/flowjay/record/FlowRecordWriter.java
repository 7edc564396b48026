package io.flowjay.record;

import io.flowjay.json.OutputBytes;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import org.apiguardian.api.API;

/** Writes records as newline-delimited JSON in UTF-8. For use by one thread. */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class FlowRecordWriter implements Closeable, Flushable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final OutputBytes buffer = new OutputBytes();
    private boolean broken;

    /** @param out where to; closed with the writer */
    public FlowRecordWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes one record and a line feed; they reach the stream when the buffer is full or flushed. */
    public void write(FlowRecord record) throws IOException {
        checkWhole();
        record.writeTo(buffer);
        buffer.raw('\n');
        if (buffer.size() >= BUFFER_BYTES) {
            send(buffer);
        }
    }

    @Override
    public void flush() throws IOException {
        send(buffer);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            send(buffer);
        }
    }

    private void checkWhole() throws IOException {
        if (broken) {
            throw new IOException("an earlier record was not written whole");
        }
    }

    /** Nothing follows what could not be written whole, so that half a record never looks like a whole one. */
    private void send(OutputBytes json) throws IOException {
        int length = json.size();
        if (broken || length == 0) {
            return;
        }
        broken = true;
        out.write(json.array(), 0, length);
        broken = false;
        json.clear();
    }
}
