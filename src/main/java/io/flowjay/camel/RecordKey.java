package io.flowjay.camel;

import io.flowjay.record.FlowRecord;
import io.flowjay.record.RecordFields;
import org.jspecify.annotations.Nullable;

/** Kafka's key of a record: one of the record's fields. */
public class RecordKey {
    private String field = "flow_id";

    /**
     * Checks the field.
     *
     * @throws IllegalArgumentException for one that records do not have
     */
    public void init() {
        RecordFields.check(field);
    }

    /** The key of a record: its field as text, for Kafka's key serializer takes text; null where the field is null. */
    public @Nullable String of(FlowRecord record) {
        Object value = record.get(field);
        return value == null ? null : value.toString();
    }

    /** Name of the record field that is the key. */
    public String getField() {
        return field;
    }

    public void setField(String value) {
        field = value;
    }
}
