package io.flowjay.camel.record;

/** The message header from which Camel's Kafka component takes a record's key. Its name differs between versions of Camel. */
public final class KeyHeader {
    private static final String KAFKA_CONSTANTS = "org.apache.camel.component.kafka.KafkaConstants";
    private static final String SINCE_4_18_4 = "CamelKafkaKey";

    private KeyHeader() {}

    /** The header that the component on the class path reads; without the component, the one that current versions read. */
    public static String name() {
        try {
            // Read at run time: the compiler would copy the constant of the version it compiles against.
            return String.valueOf(Class.forName(KAFKA_CONSTANTS).getField("KEY").get(null));
        } catch (ReflectiveOperationException e) {
            return SINCE_4_18_4;
        }
    }
}
