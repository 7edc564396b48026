package io.flowjay.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where records go that their topic refuses for good, and how many went. Thread-safe. */
public final class DeadLetters {
    /** What a topic's name is followed by in that of its dead letters. */
    public static final String SUFFIX = ".dlq";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    /** A topic that refuses many records is logged once in this time. */
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);
    /** After this time a topic that could not be used is tried again. */
    private static final Duration UNUSABLE = Duration.ofMinutes(10);

    /**
     * A topic of dead letters that cannot be used.
     *
     * @param since on the clock of {@link #nanos}
     */
    private record Unusable(String reason, long since) {}

    private final String topic;
    private final DeadFiles files;
    private final LongSupplier nanos;
    private final AtomicLong inTopic = new AtomicLong();
    private final AtomicLong inFiles = new AtomicLong();
    private final Map<String, Unusable> unusable = new ConcurrentHashMap<>();
    /** Topics that have dead letters since the start, in words. */
    private final Set<String> topics = ConcurrentHashMap.newKeySet();

    private final AtomicLong lastLine;

    /**
     * Nothing is a dead letter yet.
     *
     * @param topic topic of dead letters; empty: that of the record with {@value #SUFFIX}
     * @param directory where those are files that the brokers do not take there either
     */
    public DeadLetters(String topic, Path directory) {
        this(topic, directory, System::nanoTime);
    }

    DeadLetters(String topic, Path directory, LongSupplier nanos) {
        this.topic = topic;
        this.nanos = nanos;
        files = new DeadFiles(directory);
        lastLine = new AtomicLong(nanos.getAsLong() - BETWEEN_LINES.toNanos());
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

    /** Where dead letters are, in words; empty while there are none. */
    String places() {
        List<String> places = new ArrayList<>(topics);
        if (inFiles() > 0) {
            places.add(files.directory().toString());
        }
        return places.isEmpty() ? "" : "dead letters are in " + String.join(" and ", places);
    }

    /** Why dead letters go to files instead of their topic; empty when they do not. */
    public Optional<String> trouble() {
        return unusable.entrySet().stream()
                .filter(entry -> !isUsable(entry.getKey()))
                .map(entry -> "dead letters go to " + files.directory() + ", because topic " + entry.getKey()
                        + " cannot be used: " + entry.getValue().reason())
                .findAny();
    }

    /** Whether a topic of dead letters may be tried: nothing is known against it, or that is long ago. */
    boolean isUsable(String letters) {
        Unusable known = unusable.get(letters);
        return known == null || nanos.getAsLong() - known.since() > UNUSABLE.toNanos();
    }

    /** Notes that a topic of dead letters takes none: until it is tried again, dead letters go to files at once. */
    void setUnusable(String letters, Throwable cause) {
        Unusable before = unusable.put(letters, new Unusable(String.valueOf(cause.getMessage()), nanos.getAsLong()));
        if (before == null) {
            LOG.warn(
                    "Topic {} cannot take dead letters; they go to {} until it can: {}",
                    letters,
                    files.directory(),
                    cause.getMessage());
        }
    }

    /** The dead letter of a record. */
    <K, V> ProducerRecord<K, V> letter(ProducerRecord<K, V> record, Throwable cause) {
        return DeadLetter.of(record, topicOf(record.topic()), cause);
    }

    /** Counts a dead letter that its topic has. */
    void sent(ProducerRecord<?, ?> record, Throwable cause) {
        unusable.remove(topicOf(record.topic()));
        topics.add("topic " + topicOf(record.topic()));
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
        long now = nanos.getAsLong();
        long last = lastLine.get();
        if (now - last >= BETWEEN_LINES.toNanos() && lastLine.compareAndSet(last, now)) {
            LOG.warn(
                    "Topic {} refuses records, {} so far; the latest is in {}: {}",
                    record.topic(),
                    inTopic.get() + inFiles.get(),
                    place,
                    cause.toString());
        }
    }
}
