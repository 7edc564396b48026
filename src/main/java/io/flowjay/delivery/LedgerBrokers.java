package io.flowjay.delivery;

import io.flowjay.kafka.AdminSettings;
import io.flowjay.kafka.KafkaFutures;
import io.flowjay.kafka.TopicReadiness;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.record.TimestampType;

/** What the brokers say about a ledger and the topic whose records it counts. Thread-safe. */
final class LedgerBrokers implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    /**
     * Which topics these are.
     *
     * @param ledger Kafka's id of the ledger; zero where the brokers do not say
     * @param records Kafka's id of the topic of the records; zero where the brokers do not say
     */
    record Topics(Uuid ledger, Uuid records) {}

    /**
     * The ledger at one moment.
     *
     * @param topics which topics these are
     * @param end offset after the last note, whatever its transaction's outcome
     * @param stable offset up to which the outcome of every transaction is known
     */
    record State(Topics topics, long end, long stable) {}

    private final TopicPartition partition;
    private final String recordTopic;
    private final TopicReadiness ledgerReady;
    private final TopicReadiness recordsReady;
    private final NewTopic wanted;
    private final Admin admin;

    /**
     * @param partition where the notes are
     * @param recordTopic the topic of the records
     * @param clients settings of a client: brokers, security
     * @param create whether to make a ledger that is missing
     * @param recordsReady sees that the topic of the records can take records
     */
    LedgerBrokers(
            TopicPartition partition,
            String recordTopic,
            Map<String, Object> clients,
            boolean create,
            TopicReadiness recordsReady) {
        this.partition = partition;
        this.recordTopic = recordTopic;
        this.recordsReady = recordsReady;
        // No question about the ledger may take longer than one about the records: both end when the brokers are away.
        Map<String, Object> bounded = new HashMap<>(clients);
        bounded.put("max.block.ms", recordsReady.patience().toMillis());
        ledgerReady = new TopicReadiness(bounded, create);
        wanted = new NewTopic(partition.topic(), Optional.of(1), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        // Otherwise the brokers refuse the notes of a worker whose clock is an hour fast.
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        TimestampType.LOG_APPEND_TIME.toString()));
        admin = Admin.create(AdminSettings.of(clients, recordsReady.patience()));
    }

    /**
     * The ledger now; it and the topic of the records are made if they are missing.
     *
     * @throws KafkaException when the brokers do not answer
     */
    State state() {
        for (int attempt = 1; ; attempt++) {
            ledgerReady.await(wanted);
            recordsReady.await(recordTopic);
            try {
                Question topics = topics();
                ListOffsetsResult end = ends(IsolationLevel.READ_UNCOMMITTED);
                ListOffsetsResult stable = ends(IsolationLevel.READ_COMMITTED);
                return new State(topics.answer(), offset(end), offset(stable));
            } catch (UnknownTopicOrPartitionException e) {
                // Deleted since it was last asked about.
                ledgerReady.forget();
                recordsReady.forget();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Asks which topics these are now. */
    Question topics() {
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(List.of(partition.topic(), recordTopic)).topicNameValues();
        return new Question(
                Objects.requireNonNull(descriptions.get(partition.topic())),
                Objects.requireNonNull(descriptions.get(recordTopic)));
    }

    /** A question to the brokers whose answer is on its way. */
    record Question(KafkaFuture<TopicDescription> ledger, KafkaFuture<TopicDescription> records) {
        /**
         * Waits for the answer.
         *
         * @throws UnknownTopicOrPartitionException when one of the topics is missing
         */
        Topics answer() {
            return new Topics(KafkaFutures.get(ledger).topicId(), recordsId());
        }

        private Uuid recordsId() {
            try {
                return KafkaFutures.get(records).topicId();
            } catch (AuthorizationException e) {
                // Who may not look at the topic may still write to it.
                return Uuid.ZERO_UUID;
            }
        }
    }

    /** Offset up to which the outcome of every transaction is known. */
    long stable() {
        return offset(ends(IsolationLevel.READ_COMMITTED));
    }

    /** Ends the open transactions of workers, which then cannot commit them. */
    void fence(Collection<String> workers) {
        KafkaFutures.get(admin.fenceProducers(workers).all());
    }

    private ListOffsetsResult ends(IsolationLevel isolation) {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation));
    }

    private long offset(ListOffsetsResult ends) {
        return KafkaFutures.get(ends.partitionResult(partition)).offset();
    }

    /** Closes at once: whoever waits for an answer gets an exception. */
    @Override
    public void close() {
        ledgerReady.close();
        admin.close(Duration.ZERO);
    }
}
