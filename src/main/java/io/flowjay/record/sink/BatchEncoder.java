package io.flowjay.record.sink;

import io.flowjay.record.format.RecordValues;
import org.apiguardian.api.API;

/**
 * Fills batches. An encoder belongs to one worker thread; a batch may be filled by another encoder of the same sink later.
 *
 * @param <B> what the sink takes
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface BatchEncoder<B extends RecordBatch> {
    /** Makes an empty batch. */
    B newBatch();

    /**
     * Adds a record to a batch.
     *
     * @param record its values; valid until this returns
     */
    void add(RecordValues record, B batch);
}
