package io.flowjay.record.format;

import io.flowjay.json.OutputBytes;
import org.apiguardian.api.API;

/** Writes records in a format. Belongs to one thread. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface RecordEncoder {
    /**
     * Appends the bytes of one record, without anything that separates it from another one.
     *
     * @param record its values; valid until this returns
     * @param out where to
     */
    void write(RecordValues record, OutputBytes out);
}
