package io.flowjay.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The transactional producers of one process: each has a transactional id of its own and serves one capture after the other, one
 * transaction at a time. Thread-safe.
 */
public final class TransactionalProducers implements AutoCloseable {
    /** So many producers take turns: while one transaction's markers are written, the next one begins. */
    private static final int TURNS = 2;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final DeliverySettings settings;
    /** Distinguishes the process from every other one. */
    private final String process =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

    private final List<Slot> all = new ArrayList<>();
    private final Queue<Slot> idle = new ArrayDeque<>();

    /**
     * @param settings how to deliver
     */
    public TransactionalProducers(DeliverySettings settings) {
        this.settings = settings;
    }

    /** A producer for one transaction, until it is given back. */
    synchronized Slot take() {
        Slot free = all.size() < TURNS ? null : idle.poll();
        if (free == null) {
            free = new Slot(process + '-' + all.size());
            all.add(free);
        }
        return free;
    }

    /** Takes a producer back; one that is closed ends its transaction when it is opened again. */
    synchronized void giveBack(Slot slot) {
        idle.add(slot);
    }

    @Override
    public void close() {
        List<Slot> slots;
        synchronized (this) {
            slots = List.copyOf(all);
        }
        slots.forEach(Slot::close);
    }

    /** One transactional id and, while all goes well, its open producer. Used by one thread at a time. */
    final class Slot {
        private final String suffix;
        private @Nullable Producer<byte[], byte[]> producer;

        private Slot(String suffix) {
            this.suffix = suffix;
        }

        /** The transactional id. */
        String id() {
            return settings.transactionPrefix() + suffix;
        }

        /**
         * The producer; a new one first ends the last transaction of its id.
         *
         * @throws KafkaException when the brokers cannot be reached
         */
        synchronized Producer<byte[], byte[]> open() {
            Producer<byte[], byte[]> open = producer;
            if (open == null) {
                open = new KafkaProducer<>(
                        settings.producerOf(suffix), new ByteArraySerializer(), new ByteArraySerializer());
                try {
                    open.initTransactions();
                } catch (RuntimeException e) {
                    open.close(CLOSE_TIMEOUT);
                    throw e;
                }
                producer = open;
            }
            return open;
        }

        /** Closes the producer: its transaction has an unknown outcome until {@link #open} is called again. */
        synchronized void close() {
            Producer<byte[], byte[]> open = producer;
            producer = null;
            if (open != null) {
                open.close(CLOSE_TIMEOUT);
            }
        }
    }
}
