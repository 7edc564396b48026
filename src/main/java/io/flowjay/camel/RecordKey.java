package io.flowjay.camel;

import io.flowjay.record.FlowRecord;
import io.flowjay.record.RecordFields;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * The record field and the message header that a route derives Kafka's record key from. It checks both at start, because a wrong
 * one of either kind gives records without keys and no error.
 */
public class RecordKey {
    private static final String KAFKA_CONSTANTS = "org.apache.camel.component.kafka.KafkaConstants";

    private String field = "flow_id";
    private String header = "";

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException for an unknown field, and for a header that the Kafka component on the class path does not
     *     read; without that component any header passes
     */
    public void init() {
        RecordFields.check(field);
        String read = headerOfKafkaComponent();
        if (!read.isEmpty() && !read.equals(header)) {
            throw new IllegalArgumentException(
                    "the Kafka component of this Camel version takes the record key from the header " + read
                            + ", not from " + header + "; set flowjay.key-header=" + read);
        }
    }

    /** The key of a record: its field as text, for Kafka's key serializer takes text; null where the field is null. */
    public @Nullable String of(FlowRecord record) {
        Object value = record.get(field);
        return value == null ? null : value.toString();
    }

    /** Looked up when it runs: the compiler would copy the constant of the version it compiles against. */
    private static String headerOfKafkaComponent() {
        try {
            Field key = Class.forName(KAFKA_CONSTANTS).getField("KEY");
            return String.valueOf(key.get(null));
        } catch (ReflectiveOperationException e) {
            return "";
        }
    }

    /** Name of the record field that is the key. */
    public String getField() {
        return field;
    }

    public void setField(String value) {
        field = value;
    }

    /** Name of the message header that the route puts it into. */
    public String getHeader() {
        return header;
    }

    public void setHeader(String value) {
        header = value;
    }
}
