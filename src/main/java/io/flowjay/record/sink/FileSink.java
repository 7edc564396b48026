package io.flowjay.record.sink;

import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordFormat;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.util.Objects;

/** Bytes of a format in a file, or on standard output. */
public final class FileSink implements RecordSink {
    /** Its name. */
    static final String NAME = "file";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean hasOwnForm() {
        return false;
    }

    @Override
    public RecordOutput<ByteBatch> open(SinkTarget target, RecordColumns columns, Settings settings)
            throws IOException {
        RecordFormat format = Objects.requireNonNull(target.format(), "format");
        return ByteOutput.open(target.file(), target.compression(), format, columns, settings);
    }
}
