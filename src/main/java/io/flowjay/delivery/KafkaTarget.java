package io.flowjay.delivery;

import io.flowjay.kafka.BrokerDiagnosis;
import io.flowjay.kafka.ClientDefaults;
import io.flowjay.kafka.KafkaWriter;
import io.flowjay.kafka.MessageEncoder;
import io.flowjay.kafka.RecordMessages;
import io.flowjay.kafka.TopicReadiness;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.registry.RegistryException;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/**
 * The topic that a sink writes to, and words for what is wrong with it.
 *
 * @param settings where to, and how
 * @param producer settings of Kafka's producer, without serializers
 * @param client settings of Kafka's clients: brokers, security
 * @param topics sees that topics can take records
 * @param letters where refused records go
 * @param diagnosis looks for what is wrong
 */
record KafkaTarget(
        Settings settings,
        Map<String, Object> producer,
        Map<String, Object> client,
        TopicReadiness topics,
        DeadLetters letters,
        BrokerDiagnosis diagnosis) {
    private static final String BROKERS = "bootstrap.servers";

    /**
     * Finds the topic that settings name.
     *
     * @param properties further settings of Kafka's client, which win over FlowJay's; but the brokers are FlowJay's
     * @throws IOException if no broker answers, or the topic is missing and must not be made
     */
    static KafkaTarget open(Map<String, String> properties, Settings settings) throws IOException {
        String brokers = settings.get(SettingCatalog.BROKERS);
        Map<String, Object> producer = ClientDefaults.over(KafkaWriter.builder()
                .settings(settings)
                .properties(properties)
                .brokers(brokers)
                .config());
        Map<String, Object> client = ClientDefaults.over(properties);
        client.put(BROKERS, brokers);
        DeliveryNeeds needs = new DeliveryNeeds(settings);
        KafkaTarget target = new KafkaTarget(
                settings,
                producer,
                client,
                new TopicReadiness(producer, settings.get(SettingCatalog.CREATE_TOPICS)),
                new DeadLetters(
                        settings.get(SettingCatalog.DEAD_LETTER_TOPIC),
                        DeadFiles.in(Path.of(settings.get(SettingCatalog.CAPTURES)))),
                new BrokerDiagnosis(producer, needs.topics(), needs.transactionalIds()));
        Optional<String> unreachable = target.diagnosis.unreachable();
        if (unreachable.isPresent()) {
            throw target.nothingWritten(unreachable.get());
        }
        try {
            target.topics.await(target.topic());
        } catch (KafkaException e) {
            throw target.nothingWritten(target.reason(e));
        }
        return target;
    }

    /** The topic of the records. */
    String topic() {
        return settings.get(SettingCatalog.TOPIC);
    }

    /**
     * What makes the messages.
     *
     * @throws IOException if the schema registry, if it is needed, does not know the records
     */
    Supplier<MessageEncoder> encoders(RecordColumns columns) throws IOException {
        try {
            return new RecordMessages(settings).messageEncoders(columns);
        } catch (RegistryException e) {
            throw nothingWritten(String.valueOf(e.getMessage()));
        }
    }

    private String place() {
        return "topic " + topic() + " at " + settings.get(SettingCatalog.BROKERS);
    }

    private IOException nothingWritten(String reason) {
        return new IOException(place() + ": no record is written: " + reason);
    }

    /**
     * The exception for records that are not acknowledged.
     *
     * @param acknowledged how many are
     * @param again what the same command does if it is run again
     */
    IOException failure(Exception e, long acknowledged, String again) {
        if (KafkaErrors.refusesSettings(e)) {
            return nothingWritten("Kafka's client refuses its settings, which are FlowJay's and those of --config: "
                    + KafkaErrors.text(e).replaceFirst("^\\S+Exception: ", ""));
        }
        return new IOException(place() + ": " + records(acknowledged) + " acknowledged, not the others: " + reason(e)
                + "; run the command again then: " + again);
    }

    private String reason(Exception e) {
        return diagnosis.problem().orElseGet(() -> KafkaErrors.text(e));
    }

    /**
     * Checks that the topic has every record.
     *
     * @param delivered how many it took
     * @throws IOException if some are dead letters
     */
    void checkLetters(long delivered) throws IOException {
        long dead = letters.inTopic() + letters.inFiles();
        if (dead > 0) {
            throw new IOException(place() + " refuses " + records(dead) + ", and has " + records(delivered) + "; "
                    + letters.places() + "; let the topic take them, then send them again with 'flowjay replay'");
        }
    }

    private static String records(long count) {
        return count == 1 ? "1 record" : count + " records";
    }
}
