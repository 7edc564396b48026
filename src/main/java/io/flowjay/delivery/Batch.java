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
 * Records of one transaction, and how it is sent. A refused record spoils it, and the client then fails records behind with the same error; so after a
 * refusal each record is sent alone, which tells who is refused, and the rest goes out in another transaction with the dead letter in
 * that record's place. A record that is larger than a batch is always sent alone: with another one in its batch the client would split
 * that for ever.
 */
final class Batch {
    private final List<ProducerRecord<byte[], byte[]>> records;
    private final DeliverySettings settings;
    /** Why records of the batch go to the topic of dead letters, by their place. */
    private final Map<Integer, Throwable> dead = new HashMap<>();
    /** Places of records that are in files. */
    private final Set<Integer> inFiles = new HashSet<>();
    /** Place of the first record to send alone. */
    private int alone;

    Batch(List<ProducerRecord<byte[], byte[]>> records, DeliverySettings settings) {
        this.records = records;
        this.settings = settings;
        alone = records.size();
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

    /**
     * Sends all records and what says how far they come, and commits.
     *
     * @return false when a record was refused; the producer must be closed, and with another one this must be called again
     * @throws KafkaException for another error
     */
    boolean send(Producer<byte[], byte[]> producer, Progress progress) {
        for (int place = 0; place < records.size(); place++) {
            awaitTopic(place);
        }
        producer.beginTransaction();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        progress.write(producer, (metadata, error) -> note(error, failure));
        if (alone < records.size()) {
            // Its failure must not be taken for that of a record.
            producer.flush();
            throwIfSet(failure.get());
        }
        for (int place = 0; place < records.size(); place++) {
            if (inFiles.contains(place)) {
                continue;
            }
            ProducerRecord<byte[], byte[]> record = letter(place);
            boolean known = place >= alone || settings.exceedsBatch(record);
            if (known) {
                producer.flush();
            }
            if (failure.get() == null) {
                send(producer, record, failure, known);
            } else {
                known = false;
            }
            Throwable error = failure.get();
            if (error != null) {
                refused(error, known ? place : -1);
                return false;
            }
        }
        producer.flush();
        Throwable error = failure.get();
        if (error != null) {
            refused(error, -1);
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

    private static void throwIfSet(@Nullable Throwable error) {
        if (error != null) {
            throw error instanceof KafkaException known ? known : new KafkaException(error);
        }
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
            AtomicReference<@Nullable Throwable> failure,
            boolean await) {
        try {
            Future<?> unused = producer.send(record, (metadata, error) -> note(error, failure));
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        if (await) {
            producer.flush();
        }
    }

    private static void note(@Nullable Throwable error, AtomicReference<@Nullable Throwable> failure) {
        if (error != null) {
            failure.compareAndSet(null, error);
        }
    }

    /**
     * Goes into a refusal.
     *
     * @param place the place of the record that is refused, -1 when it is not known
     */
    private void refused(Throwable error, int place) {
        Throwable letter = place < 0 ? null : dead.get(place);
        if (letter != null && KafkaErrors.refusesTopic(error)) {
            settings.letters().setUnusable(letter(place).topic(), error);
        } else if (!KafkaErrors.refusesRecord(error) || (place < 0 && alone == 0)) {
            throwIfSet(error);
        }
        alone = Math.max(place, 0);
        if (letter != null) {
            file(place, letter);
        } else if (place >= 0) {
            dead.put(place, error);
        }
    }
}
