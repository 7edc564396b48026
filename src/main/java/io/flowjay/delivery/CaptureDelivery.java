package io.flowjay.delivery;

import io.flowjay.delivery.LedgerBrokers.Question;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the records of one capture exactly once: each batch and the note of the capture's progress are one transaction. The note is
 * its first record, so that the ledger shows an open transaction to everybody. Before the commit this worker reads the ledger up to its
 * own note: if another worker has written a note of the same capture before it, that one wins, and this one leaves the capture alone.
 * A worker that stood still meanwhile cannot commit, because the broker or the next worker has ended its transaction (KIP-98).
 *
 * <p>After an error whose outcome is open, the transactional id is opened again, which ends its transaction, and the ledger says whether
 * that was committed. For use by one thread.
 */
public final class CaptureDelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureDelivery.class);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    private final DeliverySettings settings;
    private final TransactionalProducers producers;
    private final LedgerTopic ledger;
    private final DeliveredCapture capture;
    /** What the ledger says; null while that has to be read. */
    private LedgerTopic.@Nullable View view;
    /** The topics when the ledger was last read. */
    private LedgerBrokers.Topics topics = new LedgerBrokers.Topics(Uuid.ZERO_UUID, Uuid.ZERO_UUID);
    /** The last note that the ledger has, as far as this worker knows. */
    private CaptureProgress noted = CaptureProgress.NONE;
    /** What the next note follows, from the ledger or begun anew by this worker. */
    private CaptureProgress progress = CaptureProgress.NONE;
    /** Held while the outcome of its transaction is open. */
    private TransactionalProducers.@Nullable Slot uncertain;

    private CaptureDelivery(
            DeliverySettings settings, TransactionalProducers producers, LedgerTopic ledger, DeliveredCapture capture) {
        this.settings = settings;
        this.producers = producers;
        this.ledger = ledger;
        this.capture = capture;
    }

    /**
     * Resumes a capture, or begins it.
     *
     * @param settings how to deliver
     * @param producers send the records
     * @param ledger says how far captures are
     * @param capture which capture this is
     * @throws KafkaException when Kafka cannot be reached
     */
    public static CaptureDelivery open(
            DeliverySettings settings, TransactionalProducers producers, LedgerTopic ledger, DeliveredCapture capture) {
        CaptureDelivery delivery = new CaptureDelivery(settings, producers, ledger, capture);
        try {
            delivery.attempt(delivery::resume);
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
     * Delivers the records after {@link #progress()}, and returns when they are committed.
     *
     * @param records records, at least one
     * @param total records of the capture that are published then; more than the last ones and these where a route left some out
     * @param ids {@link IdChain} over the ids of these
     * @param last whether these are the capture's last records
     * @return the places of those that are dead letters
     * @throws CaptureTakenOverException when another worker has resumed the capture
     * @throws KafkaException when they cannot be delivered; the progress says whether they were nevertheless
     */
    public Set<Integer> deliver(List<ProducerRecord<byte[], byte[]>> records, long total, String ids, boolean last) {
        Batch batch = new Batch(records, settings);
        commit(total, ids, last, batch);
        return batch.deadPlaces();
    }

    /** Notes that these were all records of the capture, unless that is noted already. */
    public void complete() {
        if (!progress.complete()) {
            commit(progress.records(), progress.ids(), true, new Batch(List.of(), settings));
        }
    }

    /** Begins another delivery of the capture, with its first record; the next note says so. */
    public void startAgain() {
        Uuid id = topics.ledger();
        progress = new CaptureProgress(
                progress.revision(),
                progress.delivery() + 1,
                HexFormat.of().toHexDigits((int) (id.getMostSignificantBits() >>> Integer.SIZE)),
                0,
                0,
                "",
                false,
                capture.source(),
                capture.fingerprint(),
                capture.settings(),
                "",
                "");
    }

    private void commit(long records, String ids, boolean complete, Batch batch) {
        CaptureProgress base = progress;
        boolean[] sent = new boolean[1];
        while (!sent[0]) {
            attempt(() -> sent[0] = trySend(base, records, ids, complete, batch));
        }
    }

    private boolean trySend(CaptureProgress base, long records, String ids, boolean complete, Batch batch) {
        TransactionalProducers.Slot slot = slot();
        batch.awaitTopics();
        Producer<byte[], byte[]> producer = slot.open();
        CaptureProgress target = new CaptureProgress(
                base.revision() + 1,
                base.delivery(),
                base.ledger(),
                records,
                base.deadLettered() + batch.deadPlaces().size(),
                ids,
                complete,
                capture.source(),
                base.fingerprint(),
                base.settings(),
                topics.records().toString(),
                slot.id());
        LedgerTopic.View seen = view == null ? viewAgain(target) : view;
        if (seen.progress().equals(target)) {
            // The attempt whose outcome was open was committed.
            settled(slot, target);
            return true;
        }
        Note note = new Note(seen, target, batch, base.deadLettered());
        boolean sent = batch.send(producer, note);
        if (!sent) {
            // The ledger may have the note of the aborted transaction.
            closeView();
            return false;
        }
        settled(slot, note.target);
        return true;
    }

    /** The note of a transaction, and the check before its commit. */
    private final class Note implements Batch.Progress {
        private final LedgerTopic.View seen;
        private final Batch batch;
        private final long deadBefore;
        private CaptureProgress target;
        private final AtomicLong offset = new AtomicLong(-1);
        private @Nullable Question question;

        Note(LedgerTopic.View seen, CaptureProgress target, Batch batch, long deadBefore) {
            this.seen = seen;
            this.target = target;
            this.batch = batch;
            this.deadBefore = deadBefore;
        }

        @Override
        public void write(Producer<byte[], byte[]> producer, Callback callback) {
            // The batch knows by now which of its records are refused.
            target = target.withDeadLettered(deadBefore + batch.deadPlaces().size());
            Future<?> unused = producer.send(seen.record(target), (metadata, error) -> {
                if (error == null) {
                    offset.set(metadata.offset());
                }
                callback.onCompletion(metadata, error);
            });
            question = seen.question();
        }

        @Override
        public void check(Producer<byte[], byte[]> producer) {
            Question asked = question;
            if (asked == null || !seen.mayCommit(offset.get(), asked)) {
                producer.abortTransaction();
                throw new CaptureTakenOverException(capture.source(), null);
            }
        }

        @Override
        public void committed() {
            seen.committed(offset.get(), target);
        }
    }

    private TransactionalProducers.Slot slot() {
        TransactionalProducers.Slot slot = uncertain;
        if (slot == null) {
            slot = producers.take();
            uncertain = slot;
        }
        return slot;
    }

    private void settled(TransactionalProducers.Slot slot, CaptureProgress target) {
        progress = target;
        noted = target;
        uncertain = null;
        producers.giveBack(slot);
    }

    /** Reads how far the capture is, and whether that counts for the topic that is there now. */
    private void resume() {
        LedgerTopic.View seen = ledger.view(capture.content());
        view = seen;
        topics = seen.topics();
        noted = seen.progress();
        progress = noted;
        Uuid topic = seen.topics().records();
        if (progress.revision() == 0) {
            startAgain();
        } else if (isOtherTopic(progress.topicId(), topic)) {
            LOG.warn(
                    "{}: the topic with its {} records was deleted and made again: it is published again",
                    capture.source(),
                    progress.records());
            startAgain();
        }
    }

    private static boolean isOtherTopic(String noted, Uuid now) {
        return !noted.equals(now.toString()) && !noted.equals(Uuid.ZERO_UUID.toString()) && !now.equals(Uuid.ZERO_UUID);
    }

    /**
     * Reads the ledger after an error: it must say what this worker knows, or what the attempt with an open outcome would have noted.
     *
     * @throws LedgerException when the topic of the records is another one: what was published before is gone
     */
    private LedgerTopic.View viewAgain(CaptureProgress target) {
        LedgerTopic.View seen = ledger.view(capture.content());
        try {
            if (isOtherTopic(target.topicId(), seen.topics().records())) {
                throw new LedgerException("the topic of the records of " + capture.source()
                        + " was deleted and made again: they are published again from the first one");
            }
            boolean isNew = !seen.topics().ledger().equals(topics.ledger());
            CaptureProgress expected = isNew ? CaptureProgress.NONE : noted;
            if (!seen.progress().equals(expected) && !seen.progress().equals(target)) {
                throw new CaptureTakenOverException(capture.source(), null);
            }
        } catch (RuntimeException e) {
            seen.close();
            throw e;
        }
        noted = seen.progress();
        topics = seen.topics();
        view = seen;
        return seen;
    }

    /** Has the next attempt open the producer again and read the ledger again. */
    private void lost() {
        TransactionalProducers.Slot slot = uncertain;
        if (slot != null) {
            slot.close();
        }
        closeView();
    }

    private void closeView() {
        LedgerTopic.View seen = view;
        view = null;
        if (seen != null) {
            seen.close();
        }
    }

    private void attempt(Runnable step) {
        Duration backoff = settings.backoff();
        for (int attempt = 1; ; attempt++) {
            try {
                step.run();
                return;
            } catch (KafkaException e) {
                lost();
                settings.topics().failed(e);
                if (attempt >= settings.attempts() || e instanceof LedgerException || !KafkaErrors.mayPass(e)) {
                    throw e;
                }
                LOG.debug(
                        "{}: attempt {} of {} failed: {}",
                        capture.source(),
                        attempt,
                        settings.attempts(),
                        e.toString());
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

    @Override
    public void close() {
        closeView();
        TransactionalProducers.Slot slot = uncertain;
        uncertain = null;
        if (slot != null) {
            slot.close();
            producers.giveBack(slot);
        }
    }
}
