package io.flowjay.record;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;

/** Writes records as newline-delimited JSON in UTF-8. For use by one thread. */
public final class FlowRecordWriter implements Closeable, Flushable {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            // A record that could not be written whole must not be closed as if it were.
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private final JsonGenerator json;

    /**
     * @param out where to; closed with the writer
     * @throws IOException when the stream cannot be written to
     */
    public FlowRecordWriter(OutputStream out) throws IOException {
        json = JSON.createGenerator(out, JsonEncoding.UTF8);
        json.setRootValueSeparator(null);
    }

    /** Writes one record and a line feed; they reach the stream when the buffer is full or flushed. */
    public void write(FlowRecord record) throws IOException {
        record.writeTo(json);
        json.writeRaw('\n');
    }

    @Override
    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
