package io.flowjay.camel;

import java.lang.reflect.Field;

/**
 * The message header that a route puts Kafka's record key into. It takes no part in routing; it is checked when the routes start,
 * because a wrong one gives records without keys and no error. No step refers to it: the Camel CLI builds the routes for an export, of
 * whose runtime it knows nothing yet, and makes the beans that they refer to.
 */
public class RecordKeyHeader {
    private static final String KAFKA_CONSTANTS = "org.apache.camel.component.kafka.KafkaConstants";

    private String name = "";

    /**
     * Checks the header.
     *
     * @throws IllegalArgumentException for one that the Kafka component on the class path does not read; without that component any
     *     header passes
     */
    public void init() {
        String read = headerOfKafkaComponent();
        if (!read.isEmpty() && !read.equals(name)) {
            throw new IllegalArgumentException(
                    "the Kafka component of this Camel version takes the record key from the header " + read
                            + ", not from " + name + "; set flowjay.key-header=" + read);
        }
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

    /** The header's name. */
    public String getName() {
        return name;
    }

    public void setName(String value) {
        name = value;
    }
}
