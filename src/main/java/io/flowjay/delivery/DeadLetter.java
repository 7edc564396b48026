package io.flowjay.delivery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record that its topic refused, as the record of another topic: the same key and value, and the cause in headers whose names
 * follow those of Kafka Connect's dead letters (KIP-298).
 */
public final class DeadLetter {
    /** Header: the topic that refused the record. */
    public static final String TOPIC = "flowjay.errors.topic";
    /** Header: class of the error. */
    public static final String EXCEPTION = "flowjay.errors.exception.class.name";
    /** Header: text of the error. */
    public static final String MESSAGE = "flowjay.errors.exception.message";

    private DeadLetter() {}

    /** The dead letter of a record. */
    static <K, V> ProducerRecord<K, V> of(ProducerRecord<K, V> record, String topic, Throwable cause) {
        ProducerRecord<K, V> letter = new ProducerRecord<>(topic, null, record.key(), record.value());
        Headers headers = letter.headers();
        for (Header header : record.headers()) {
            headers.add(header);
        }
        headers.add(header(TOPIC, record.topic()));
        headers.add(header(EXCEPTION, cause.getClass().getName()));
        headers.add(header(MESSAGE, String.valueOf(cause.getMessage())));
        return letter;
    }

    /** Whether a header was added by {@link #of}. */
    public static boolean isOwn(String header) {
        return List.of(TOPIC, EXCEPTION, MESSAGE).contains(header);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
