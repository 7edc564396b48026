package io.flowjay.kafka;

import static java.util.Objects.requireNonNull;

import io.flowjay.json.JsonRows;
import io.flowjay.registry.RegistryException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows, which are maps from field name to value, to a Kafka topic as one JSON object each, in UTF-8 (RFC 8259). With
 * {@link KafkaWriterBuilder#settings} it writes records in the format of {@code flowjay.format}.
 *
 * <pre>{@code
 * try (KafkaWriter writer = KafkaWriter.builder().brokers("localhost:9092").topic("flows").keyField("flow_id").build()) {
 *     writer.write(Map.of("flow_id", "abc123", "duration", 1.5));
 * }
 * }</pre>
 *
 * <table>
 * <caption>Values</caption>
 * <tr><th>Java</th><th>JSON</th></tr>
 * <tr><td>null, Boolean</td><td>the same</td></tr>
 * <tr><td>Byte, Short, Integer, Long, BigInteger, BigDecimal, the atomic numbers and the adders</td><td>number</td></tr>
 * <tr><td>Float, Double</td><td>number; null if NaN or infinite</td></tr>
 * <tr><td>array of anything, Iterable</td><td>array</td></tr>
 * <tr><td>Map</td><td>object, its keys by {@code String.valueOf}</td></tr>
 * <tr><td>FlowRecord, and Jackson's JsonSerializable such as a JsonNode</td><td>what it writes of itself</td></tr>
 * <tr><td>anything else, text among it</td><td>its {@code toString()}; a surrogate without its pair becomes U+FFFD</td></tr>
 * </table>
 *
 * <p>Rows are sent in the background. A row that fails is told by a {@link KafkaWriteException} of the next call of {@code write},
 * {@code flush} or {@code close}, once; the writer stays usable. Every row given to {@code write} is sent unless the call ends with an
 * IllegalArgumentException or an IllegalStateException, so each is either in {@link #rowsWritten} or in one exception's
 * {@link KafkaWriteException#rowsFailed} once the writer is closed. If a thread is interrupted while it waits for Kafka, the call ends
 * with a KafkaWriteException and the thread stays interrupted.
 *
 * <p>Thread-safe. Between threads a failure is told to whichever calls next.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class KafkaWriter implements AutoCloseable {
    private final Sink sink;
    private final @Nullable KeyField keyField;
    private final @Nullable RecordMessages messages;
    private final int batchSize;
    private final Deliveries deliveries;
    private final AtomicInteger unflushed = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param messages makes the values and headers of records; null for rows in JSON without headers */
    KafkaWriter(
            Sink sink,
            @Nullable KeyField keyField,
            @Nullable RecordMessages messages,
            int batchSize,
            Deliveries deliveries) {
        this.sink = sink;
        this.keyField = keyField;
        this.messages = messages;
        this.batchSize = batchSize;
        this.deliveries = deliveries;
    }

    /** A builder with no topic, no brokers and the defaults of the producer. */
    public static KafkaWriterBuilder builder() {
        return new KafkaWriterBuilder();
    }

    /** Whether Kafka's client is on the class path; without it {@link KafkaWriterBuilder#build} fails. */
    public static boolean isAvailable() {
        try {
            Class.forName("org.apache.kafka.clients.producer.KafkaProducer", false, KafkaWriter.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /**
     * Writes all rows to a topic and waits until they are acknowledged.
     *
     * @param rows what to write
     * @param brokers {@code host:port}, several separated by commas
     * @param topic the topic
     * @return how many rows were written, which is all of them
     * @throws KafkaWriteException if a row was not written
     */
    public static long send(Iterable<? extends Map<String, ?>> rows, String brokers, String topic) {
        return send(rows, builder().brokers(brokers).topic(topic));
    }

    /** The same with a list of brokers, {@code host:port} each. */
    public static long send(Iterable<? extends Map<String, ?>> rows, List<String> brokers, String topic) {
        return send(rows, builder().brokers(brokers).topic(topic));
    }

    /** The same with {@link KafkaWriterBuilder#keyField} and {@link KafkaWriterBuilder#batchSize}. */
    public static long send(
            Iterable<? extends Map<String, ?>> rows,
            String brokers,
            String topic,
            @Nullable String keyField,
            int batchSize) {
        return send(
                rows, builder().brokers(brokers).topic(topic).keyField(keyField).batchSize(batchSize));
    }

    /** The same with a list of brokers, {@link KafkaWriterBuilder#keyField} and {@link KafkaWriterBuilder#batchSize}. */
    public static long send(
            Iterable<? extends Map<String, ?>> rows,
            List<String> brokers,
            String topic,
            @Nullable String keyField,
            int batchSize) {
        return send(
                rows, builder().brokers(brokers).topic(topic).keyField(keyField).batchSize(batchSize));
    }

    static long send(Iterable<? extends Map<String, ?>> rows, KafkaWriterBuilder builder) {
        try (KafkaWriter writer = builder.build()) {
            return writer.writeMany(rows);
        }
    }

    /**
     * Sends one row, and waits for the acknowledgement of all rows sent when it completes a batch.
     *
     * @param row field names and values; a value may be null
     * @throws IllegalArgumentException if the row nests deeper than 100 levels or cannot be serialized, or if it is not a FlowRecord and
     *     the format is not JSON; it is not sent
     * @throws IllegalStateException if the writer is closed; the row is not sent
     * @throws KafkaWriteException if this row or an earlier one failed, also because the schema registry is needed and cannot be asked
     */
    public void write(Map<String, ?> row) {
        checkOpen();
        KafkaMessage message;
        try {
            message = message(requireNonNull(row, "row"));
        } catch (RegistryException e) {
            deliveries.sent();
            deliveries.failed(e);
            deliveries.report();
            return;
        }
        send(message);
    }

    private KafkaMessage message(Map<String, ?> row) {
        if (messages != null) {
            return messages.message(row, keyField, messages.value(row));
        }
        byte[] value = JsonRows.json(row);
        return new KafkaMessage(keyField == null ? null : keyField.bytes(row), value, List.of());
    }

    /** Sends a message that is made already; otherwise as {@link #write}. */
    @API(status = API.Status.INTERNAL)
    public void send(KafkaMessage message) {
        checkOpen();
        sink.send(message, deliveries);
        if (unflushed.updateAndGet(count -> count + 1 >= batchSize ? 0 : count + 1) == 0) {
            flushSink();
        }
        deliveries.report();
    }

    /**
     * Sends the rows one by one as {@link #write} does, up to the first that throws.
     *
     * @return how many were sent
     */
    public long writeMany(Iterable<? extends Map<String, ?>> rows) {
        long count = 0;
        for (Map<String, ?> row : rows) {
            write(row);
            count++;
        }
        return count;
    }

    /**
     * Waits until the outcome of every row sent is known.
     *
     * @throws IllegalStateException if the writer is closed
     * @throws KafkaWriteException if a row failed, or if waiting did
     */
    public void flush() {
        checkOpen();
        unflushed.set(0);
        flushSink();
        deliveries.report();
    }

    /** Rows that Kafka has acknowledged so far; with {@code acks("0")} those that were sent to it. */
    public long rowsWritten() {
        return deliveries.rowsAcknowledged();
    }

    /**
     * Flushes, then closes the producer, an injected one too, whether or not the flush succeeded. A second call does nothing.
     *
     * @throws KafkaWriteException if a row failed or has no outcome, or if flushing or closing did
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (sink) {
            sink.flush();
        } catch (RuntimeException e) {
            deliveries.end();
            throw deliveries.failure(e);
        }
        deliveries.end();
        deliveries.report();
    }

    private void flushSink() {
        try {
            sink.flush();
        } catch (RuntimeException e) {
            throw deliveries.failure(e);
        }
    }

    private void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the writer is closed");
        }
    }
}
