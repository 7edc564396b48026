package io.flowjay.record.format;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The fields of the records of an extraction, in record order: those before the features, then the features. Immutable; threads may
 * share it.
 *
 * @param columns the fields
 * @param sparse whether a record leaves out feature groups without any value, where the format allows records of different fields
 * @param missing a record of missing values, whose fields before the features are null
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record RecordColumns(List<RecordColumn> columns, boolean sparse, RecordValues missing) {
    /** For the extraction, which makes the columns of its records. */
    @API(status = API.Status.INTERNAL)
    public RecordColumns {
        columns = List.copyOf(columns);
    }

    /** Number of fields. */
    public int size() {
        return columns.size();
    }

    /** A field by its position. */
    public RecordColumn get(int column) {
        return columns.get(column);
    }
}
