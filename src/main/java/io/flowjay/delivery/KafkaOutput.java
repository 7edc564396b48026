package io.flowjay.delivery;

import io.flowjay.kafka.BrokerDiagnosis;
import io.flowjay.kafka.KafkaMessage;
import io.flowjay.kafka.KafkaWriteException;
import io.flowjay.kafka.KafkaWriter;
import io.flowjay.kafka.KafkaWriterBuilder;
import io.flowjay.kafka.MessageEncoder;
import io.flowjay.kafka.RecordMessages;
import io.flowjay.kafka.TopicReadiness;
import io.flowjay.kafka.TopicUse;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.sink.BatchEncoder;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.registry.RegistryException;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic, written to with a {@link KafkaWriter}: at least once. {@link #flush} and {@link #commit} return when every record is
 * acknowledged. Records that the topic refuses become dead letters, as on a route; {@link #commit} then fails, after all others arrived.
 */
final class KafkaOutput implements RecordOutput<MessageBatch> {
    private final String place;
    private final KafkaWriter writer;
    private final Supplier<MessageEncoder> encoders;
    private final DeadLetters letters;
    private final BrokerDiagnosis diagnosis;
    private boolean failed;

    private KafkaOutput(
            String place,
            KafkaWriter writer,
            Supplier<MessageEncoder> encoders,
            DeadLetters letters,
            BrokerDiagnosis diagnosis) {
        this.place = place;
        this.writer = writer;
        this.encoders = encoders;
        this.letters = letters;
        this.diagnosis = diagnosis;
    }

    /**
     * Opens the topic that settings name.
     *
     * @param properties further settings of Kafka's client, which win over FlowJay's; but the brokers are FlowJay's
     * @param columns the fields of the records
     * @throws IOException if no broker answers, the topic is missing and must not be made, or the schema registry, if it is needed, does
     *     not know the records
     */
    static KafkaOutput open(Map<String, String> properties, RecordColumns columns, Settings settings)
            throws IOException {
        String brokers = settings.get(SettingCatalog.BROKERS);
        String topic = settings.get(SettingCatalog.TOPIC);
        boolean create = settings.get(SettingCatalog.CREATE_TOPICS);
        KafkaWriterBuilder builder =
                KafkaWriter.builder().settings(settings).properties(properties).brokers(brokers);
        Map<String, Object> config = new HashMap<>(builder.config());
        config.put("key.serializer", ByteArraySerializer.class.getName());
        config.put("value.serializer", ByteArraySerializer.class.getName());
        String place = "topic " + topic + " at " + brokers;
        BrokerDiagnosis diagnosis =
                new BrokerDiagnosis(config, List.of(TopicUse.written(topic, "records", create)), List.of());
        Optional<String> unreachable = diagnosis.unreachable();
        if (unreachable.isPresent()) {
            throw new IOException(place + ": no record is written: " + unreachable.get());
        }
        TopicReadiness readiness = new TopicReadiness(config, create);
        try {
            readiness.await(topic);
            Supplier<MessageEncoder> encoders = new RecordMessages(settings).messageEncoders(columns);
            DeadLetters letters = new DeadLetters(
                    settings.get(SettingCatalog.DEAD_LETTER_TOPIC),
                    DeadFiles.in(Path.of(settings.get(SettingCatalog.CAPTURES))));
            KafkaWriter writer = builder.producer(new DeadLetterProducer<>(config, readiness, letters))
                    .build();
            return new KafkaOutput(place, writer, encoders, letters, diagnosis);
        } catch (KafkaException e) {
            throw new IOException(place + ": no record is written: " + reason(diagnosis, e));
        } catch (RegistryException e) {
            throw new IOException(place + ": no record is written: " + e.getMessage());
        }
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
        long dead = letters.inTopic() + letters.inFiles();
        if (dead > 0) {
            throw new IOException(place + " refuses " + records(dead) + ", and has "
                    + records(writer.rowsWritten() - dead) + "; " + letters.places()
                    + "; let the topic take them, then send them again with 'flowjay replay'");
        }
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
        return new IOException(place + ": " + records(writer.rowsWritten()) + " acknowledged, not the others: "
                + reason(diagnosis, e)
                + "; run the command again then: a record that is sent twice has the same record_id");
    }

    private static String reason(BrokerDiagnosis diagnosis, Exception e) {
        return diagnosis.problem().orElseGet(() -> KafkaErrors.text(e));
    }

    private static String records(long count) {
        return count == 1 ? "1 record" : count + " records";
    }
}
