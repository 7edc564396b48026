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
import org.apache.kafka.common.errors.TimeoutException;
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
    private volatile boolean closed;

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

    /** Closes all producers within seconds, also those that wait for brokers; open transactions are aborted if there is time. */
    @Override
    public void close() {
        List<Slot> slots;
        synchronized (this) {
            closed = true;
            slots = List.copyOf(all);
        }
        long start = System.nanoTime();
        for (Slot slot : slots) {
            Duration left = CLOSE_TIMEOUT.minusNanos(System.nanoTime() - start);
            slot.close(left.isNegative() ? Duration.ZERO : left);
        }
    }

    /** One transactional id and, while all goes well, its open producer. Used by one thread at a time; another one may close it. */
    final class Slot {
        private final String suffix;
        private @Nullable Producer<byte[], byte[]> producer;
        private boolean ready;

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
        Producer<byte[], byte[]> open() {
            Producer<byte[], byte[]> open = made();
            if (!ready) {
                try {
                    // Without a lock: it waits for the brokers, and must not keep anybody from closing.
                    open.initTransactions();
                    ready = true;
                } catch (RuntimeException e) {
                    close();
                    throw e;
                }
            }
            return open;
        }

        private synchronized Producer<byte[], byte[]> made() {
            if (closed) {
                throw new TimeoutException("the producers are closed");
            }
            Producer<byte[], byte[]> open = producer;
            if (open == null) {
                open = new KafkaProducer<>(
                        settings.topics().withBatchesThatFit(settings.producerOf(suffix)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                producer = open;
                ready = false;
            }
            return open;
        }

        /** Closes the producer: its transaction has an unknown outcome until {@link #open} is called again. */
        void close() {
            close(CLOSE_TIMEOUT);
        }

        private void close(Duration timeout) {
            Producer<byte[], byte[]> open;
            synchronized (this) {
                open = producer;
                producer = null;
            }
            if (open != null) {
                open.close(timeout);
            }
        }
    }
}
