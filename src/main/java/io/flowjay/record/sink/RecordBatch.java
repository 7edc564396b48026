package io.flowjay.record.sink;

import org.apiguardian.api.API;

/**
 * Records of consecutive flows in the form that a sink takes: bytes of a format, or columns. A worker thread fills it, the sink's thread
 * writes it, then it is cleared and filled again; never two threads at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface RecordBatch {
    /** How many records it holds. */
    int records();

    /** Bytes of one of the records, which {@code flowjay.max-output} limits; an estimate where records have no bytes of their own. */
    int bytes(int record);

    /** Keeps only the first records, fewer than there are. */
    void keep(int first);

    /** Removes all records. */
    void clear();
}
