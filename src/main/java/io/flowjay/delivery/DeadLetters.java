package io.flowjay.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where records go that their topic refuses for good, and how many went. Thread-safe. */
public final class DeadLetters {
    /** What a topic's name is followed by in that of its dead letters. */
    public static final String SUFFIX = ".dlq";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    /** A topic that refuses everything is not told of once for every record. */
    private static final int LOGGED_ALWAYS = 10;

    private static final int LOGGED_AGAIN = 1000;

    private final String topic;
    private final DeadFiles files;
    private final AtomicLong inTopic = new AtomicLong();
    private final AtomicLong inFiles = new AtomicLong();

    /**
     * @param topic topic of dead letters; empty: that of the record with {@value #SUFFIX}
     * @param directory where those are files that the brokers do not take there either
     */
    public DeadLetters(String topic, Path directory) {
        this.topic = topic;
        files = new DeadFiles(directory);
    }

    /** The topic of a topic's dead letters. */
    public String topicOf(String refusing) {
        return topic.isEmpty() ? refusing + SUFFIX : topic;
    }

    /** Dead letters that went to a topic since the start. */
    public long inTopic() {
        return inTopic.get();
    }

    /** Dead letters that went to files since the start. */
    public long inFiles() {
        return inFiles.get();
    }

    /** The dead letter of a record. */
    <K, V> ProducerRecord<K, V> letter(ProducerRecord<K, V> record, Throwable cause) {
        return DeadLetter.of(record, topicOf(record.topic()), cause);
    }

    /** Counts a dead letter that its topic has. */
    void sent(ProducerRecord<?, ?> record, Throwable cause) {
        inTopic.incrementAndGet();
        log(record, topicOf(record.topic()), cause);
    }

    /**
     * Writes a record to a file that the topic of dead letters refuses as well.
     *
     * @throws KafkaException when that is impossible: then nobody has the record
     */
    void file(ProducerRecord<?, ?> record, Throwable cause) {
        try {
            files.write(record, cause);
        } catch (IOException e) {
            throw new KafkaException(
                    "a record that topic " + record.topic() + " refuses (" + cause.getMessage()
                            + ") can neither be sent to " + topicOf(record.topic()) + " nor be written to "
                            + files.directory() + ": " + e,
                    e);
        }
        inFiles.incrementAndGet();
        log(record, files.directory().toString(), cause);
    }

    private void log(ProducerRecord<?, ?> record, String place, Throwable cause) {
        long count = inTopic.get() + inFiles.get();
        if (count <= LOGGED_ALWAYS || count % LOGGED_AGAIN == 0) {
            LOG.warn(
                    "Topic {} refuses a record, the {}. so far; it is in {}: {}",
                    record.topic(),
                    count,
                    place,
                    cause.toString());
        }
    }
}
