package io.flowjay.delivery;

import io.flowjay.kafka.KafkaMessage;
import io.flowjay.kafka.KafkaWriteException;
import io.flowjay.kafka.KafkaWriter;
import io.flowjay.kafka.MessageEncoder;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.sink.BatchEncoder;
import io.flowjay.record.sink.RecordOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic, written to with a {@link KafkaWriter}: at least once. {@link #flush} and {@link #commit} return when every record is
 * acknowledged. Records that the topic refuses become dead letters, as on a route; {@link #commit} then fails, after all others arrived.
 */
final class KafkaOutput implements RecordOutput<MessageBatch> {
    private final KafkaTarget target;
    private final KafkaWriter writer;
    private final Supplier<MessageEncoder> encoders;
    private boolean failed;

    private KafkaOutput(KafkaTarget target, KafkaWriter writer, Supplier<MessageEncoder> encoders) {
        this.target = target;
        this.writer = writer;
        this.encoders = encoders;
    }

    /**
     * Opens a topic.
     *
     * @param columns the fields of the records
     * @throws IOException if the schema registry, if it is needed, does not know the records
     */
    static KafkaOutput open(KafkaTarget target, RecordColumns columns) throws IOException {
        Supplier<MessageEncoder> encoders = target.encoders(columns);
        Map<String, Object> producer = new HashMap<>(target.producer());
        producer.put("key.serializer", ByteArraySerializer.class.getName());
        producer.put("value.serializer", ByteArraySerializer.class.getName());
        KafkaWriter writer = KafkaWriter.builder()
                .settings(target.settings())
                .producer(new DeadLetterProducer<>(producer, target.topics(), target.letters()))
                .build();
        return new KafkaOutput(target, writer, encoders);
    }

    @Override
    public BatchEncoder<MessageBatch> encoder() {
        return new MessageBatch.Encoder(encoders.get());
    }

    @Override
    public void write(MessageBatch batch) throws IOException {
        try {
            for (KafkaMessage message : batch.messages()) {
                writer.send(message);
            }
        } catch (KafkaWriteException e) {
            throw failure(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            writer.flush();
        } catch (KafkaWriteException e) {
            throw failure(e);
        }
    }

    @Override
    public void commit() throws IOException {
        flush();
        target.checkLetters(writer.rowsWritten()
                - target.letters().inTopic()
                - target.letters().inFiles());
    }

    /** Closes the client. After a failure that has been reported, what is not acknowledged any more is not an error of its own. */
    @Override
    public void close() throws IOException {
        try {
            writer.close();
        } catch (KafkaWriteException e) {
            if (!failed) {
                throw failure(e);
            }
        }
    }

    private IOException failure(KafkaWriteException e) {
        failed = true;
        return target.failure(e, writer.rowsWritten(), "a record that is sent twice has the same record_id");
    }
}
