package io.flowjay.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the records of one capture exactly once: each batch and the capture's progress are one transaction, and the transactional
 * id is the capture's own. Whoever opens the delivery of a capture ends everybody else's of the same capture (KIP-98: fencing), and
 * then reads in the ledger how far that came; so it does not matter how many workers take up a capture, and when they die.
 *
 * <p>After an error whose outcome is open, the same is done by this worker to itself. For use by one thread.
 */
public final class CaptureDelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureDelivery.class);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final DeliverySettings settings;
    private final LedgerTopic ledger;
    private final String captureId;
    private final String source;
    private CaptureProgress progress = CaptureProgress.NONE;
    private @Nullable Producer<byte[], byte[]> producer;

    private CaptureDelivery(DeliverySettings settings, LedgerTopic ledger, String captureId, String source) {
        this.settings = settings;
        this.ledger = ledger;
        this.captureId = captureId;
        this.source = source;
    }

    /**
     * Takes a capture up.
     *
     * @param settings how to deliver
     * @param ledger says how far captures are
     * @param captureId the capture's id
     * @param source the file, in words that tell it from a copy of it and that people understand
     * @throws KafkaException when Kafka cannot be reached
     */
    public static CaptureDelivery open(DeliverySettings settings, LedgerTopic ledger, String captureId, String source) {
        CaptureDelivery delivery = new CaptureDelivery(settings, ledger, captureId, source);
        try {
            delivery.attempt(delivery::producer);
            return delivery;
        } catch (RuntimeException e) {
            delivery.close();
            throw e;
        }
    }

    /** How far the capture is. */
    public CaptureProgress progress() {
        return progress;
    }

    /**
     * Delivers the records behind {@link #progress()}, and returns when they are committed.
     *
     * @param records records, at least one
     * @return the places of those that are dead letters
     * @throws CaptureTakenOverException when another worker has taken the capture up
     * @throws KafkaException when they cannot be delivered; the progress says whether they were nevertheless
     */
    public Set<Integer> deliver(List<ProducerRecord<byte[], byte[]>> records) {
        Batch batch = new Batch(records, settings);
        commit(new CaptureProgress(progress.records() + records.size(), false, source), batch);
        return batch.deadPlaces();
    }

    /** Notes that these were all records of the capture. */
    public void complete() {
        commit(new CaptureProgress(progress.records(), true, source), new Batch(List.of(), settings));
    }

    /** Begins the capture anew, as if nothing of it had been published. */
    public void startAgain() {
        commit(new CaptureProgress(0, false, source), new Batch(List.of(), settings));
    }

    private void commit(CaptureProgress target, Batch batch) {
        CaptureProgress base = progress;
        boolean[] sent = new boolean[1];
        while (!sent[0]) {
            attempt(() -> sent[0] = trySend(base, target, batch));
        }
    }

    private boolean trySend(CaptureProgress base, CaptureProgress target, Batch batch) {
        Producer<byte[], byte[]> open = producer();
        if (progress.equals(target)) {
            return true;
        }
        if (!progress.equals(base)) {
            throw new CaptureTakenOverException(source, null);
        }
        ProducerRecord<byte[], byte[]> note = ledger.record(captureId, target);
        boolean sent = batch.send(open, (transaction, callback) -> {
            Future<?> unused = transaction.send(note, callback);
        });
        if (!sent) {
            closeProducer();
            return false;
        }
        progress = target;
        return true;
    }

    private void attempt(Runnable step) {
        Duration backoff = settings.backoff();
        for (int attempt = 1; ; attempt++) {
            try {
                step.run();
                return;
            } catch (KafkaException e) {
                closeProducer();
                if (KafkaErrors.isFencing(e)) {
                    throw new CaptureTakenOverException(source, e);
                }
                settings.topics().failed(e);
                if (attempt >= settings.attempts() || !KafkaErrors.mayPass(e)) {
                    throw e;
                }
                LOG.debug("{}: attempt {} of {} failed: {}", source, attempt, settings.attempts(), e.toString());
                sleep(backoff);
                Duration longer = backoff.multipliedBy(2);
                backoff = longer.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : longer;
            }
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** The producer in use, or a new one, which ends every other's transaction and knows the progress. */
    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(
                    settings.producerOf(captureId), new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
            open.initTransactions();
            progress = ledger.find(captureId);
        }
        return open;
    }

    private void closeProducer() {
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(CLOSE_TIMEOUT);
        }
    }

    @Override
    public void close() {
        closeProducer();
    }
}
