package io.flowjay.delivery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the records of one transaction. A refused record spoils its transaction, and the client may fail later records with the same
 * error. So after a refusal the suspects are tried one by one, in transactions that are aborted; then everything is sent in a new one,
 * with dead letters in place of the refused records.
 *
 * <p>A record that is larger than a batch is always sent alone: with another one in its batch the client would split that for ever.
 */
final class Batch {
    private final List<ProducerRecord<byte[], byte[]>> records;
    private final DeliverySettings settings;
    /** Why records of the batch go to the topic of dead letters, by their place. */
    private final Map<Integer, Throwable> dead = new HashMap<>();
    /** Places of records that are in files. */
    private final Set<Integer> inFiles = new HashSet<>();
    /** Place of the first record to try by itself; the number of records if there is none. */
    private int suspect;
    /** Whether any record may be the refused one; otherwise only those that are larger than a batch. */
    private boolean suspectsAll;

    Batch(List<ProducerRecord<byte[], byte[]>> records, DeliverySettings settings) {
        this.records = records;
        this.settings = settings;
        suspect = records.size();
    }

    /** What a transaction holds besides the records: it says how far they come. */
    @FunctionalInterface
    interface Progress {
        /** Writes it; called first in the transaction. */
        void write(Producer<byte[], byte[]> producer, Callback callback);

        /**
         * Decides whether the transaction may be committed; called when everything in it is acknowledged.
         *
         * @throws RuntimeException when not
         */
        default void check(Producer<byte[], byte[]> producer) {}

        /** Called when the transaction is committed. */
        default void committed() {}
    }

    /** Waits until the topics of all records can take them. Comes before a producer is made, whose batches have to fit into them. */
    void awaitTopics() {
        for (int place = 0; place < records.size(); place++) {
            awaitTopic(place);
        }
    }

    /**
     * Sends all records and what says how far they come, and commits.
     *
     * @return false when a record was refused: the transaction is aborted, and this must be called again
     * @throws KafkaException for another error, after which the producer must be closed
     */
    boolean send(Producer<byte[], byte[]> producer, Progress progress) {
        trySuspects(producer);
        awaitTopics();
        producer.beginTransaction();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        progress.write(producer, (metadata, error) -> note(error, failure));
        for (int place = 0; place < records.size() && failure.get() == null; place++) {
            if (inFiles.contains(place)) {
                continue;
            }
            ProducerRecord<byte[], byte[]> record = letter(place);
            if (!settings.exceedsBatch(record)) {
                send(producer, record, failure);
                continue;
            }
            producer.flush();
            if (failure.get() == null) {
                send(producer, record, failure);
                producer.flush();
                Throwable error = failure.get();
                if (error != null) {
                    refused(error, place);
                    suspect = place;
                    producer.abortTransaction();
                    return false;
                }
            }
        }
        producer.flush();
        Throwable error = failure.get();
        if (error != null) {
            if (!KafkaErrors.refusesRecord(error) || suspectsAll) {
                throw thrown(error);
            }
            suspectsAll = true;
            suspect = 0;
            producer.abortTransaction();
            return false;
        }
        progress.check(producer);
        producer.commitTransaction();
        progress.committed();
        dead.forEach((place, cause) -> {
            if (!inFiles.contains(place)) {
                settings.letters().sent(records.get(place), cause);
            }
        });
        return true;
    }

    /** Finds out which records are refused, without anything that stays in a topic. */
    private void trySuspects(Producer<byte[], byte[]> producer) {
        boolean open = false;
        while (suspect < records.size()) {
            awaitTopic(suspect);
            if (inFiles.contains(suspect) || !(suspectsAll || settings.exceedsBatch(letter(suspect)))) {
                suspect++;
                continue;
            }
            if (!open) {
                producer.beginTransaction();
                open = true;
            }
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            send(producer, letter(suspect), failure);
            producer.flush();
            Throwable error = failure.get();
            if (error == null) {
                suspect++;
            } else {
                // Its dead letter comes next.
                refused(error, suspect);
                producer.abortTransaction();
                open = false;
            }
        }
        if (open) {
            producer.abortTransaction();
        }
    }

    private static KafkaException thrown(Throwable error) {
        return error instanceof KafkaException known ? known : new KafkaException(error);
    }
    /** Number of records that are dead letters now, including those in files. */
    int dead() {
        return dead.size();
    }

    /** The places of these records. */
    Set<Integer> deadPlaces() {
        return Set.copyOf(dead.keySet());
    }

    int inFiles() {
        return inFiles.size();
    }

    private ProducerRecord<byte[], byte[]> letter(int place) {
        Throwable cause = dead.get(place);
        ProducerRecord<byte[], byte[]> record = records.get(place);
        return cause == null ? record : settings.letters().letter(record, cause);
    }

    /** Waits for the topic of a record; a dead letter whose topic cannot be used goes to a file at once. */
    private void awaitTopic(int place) {
        if (inFiles.contains(place)) {
            return;
        }
        String topic = letter(place).topic();
        Throwable cause = dead.get(place);
        if (cause != null && !settings.letters().isUsable(topic)) {
            file(place, cause);
            return;
        }
        try {
            settings.topics().await(topic);
        } catch (KafkaException e) {
            if (cause == null || !KafkaErrors.refusesTopic(e)) {
                throw e;
            }
            settings.letters().setUnusable(topic, e);
            file(place, cause);
        }
    }

    private void file(int place, Throwable cause) {
        settings.letters().file(records.get(place), cause);
        inFiles.add(place);
    }

    private static void send(
            Producer<byte[], byte[]> producer,
            ProducerRecord<byte[], byte[]> record,
            AtomicReference<@Nullable Throwable> failure) {
        try {
            Future<?> unused = producer.send(record, (metadata, error) -> note(error, failure));
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
    }

    private static void note(@Nullable Throwable error, AtomicReference<@Nullable Throwable> failure) {
        if (error != null) {
            failure.compareAndSet(null, error);
        }
    }

    /**
     * Makes a refused record a dead letter, and a refused dead letter a file.
     *
     * @throws KafkaException the error, if it is not about this one record
     */
    private void refused(Throwable error, int place) {
        Throwable cause = dead.get(place);
        if (cause != null && KafkaErrors.refusesTopic(error)) {
            settings.letters().setUnusable(letter(place).topic(), error);
        } else if (!KafkaErrors.refusesRecord(error)) {
            throw thrown(error);
        }
        if (cause == null) {
            dead.put(place, error);
        } else {
            file(place, cause);
        }
    }
}
