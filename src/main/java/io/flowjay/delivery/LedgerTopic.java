package io.flowjay.delivery;

import io.flowjay.delivery.LedgerBrokers.State;
import io.flowjay.delivery.LedgerBrokers.Topics;
import io.flowjay.kafka.TopicReadiness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compacted topic that says how far each capture has been published: one note for each transaction, all in partition 0, so that
 * the log's order is the order of what happened. No clock has a say. A note's key is the topic of the records and the hash of the
 * capture's content, so that a copy, or the same capture under another name, is known, and another topic is another delivery.
 *
 * <p>Two readers follow the log. One reads committed notes only: they say how far a capture is. The other one reads every note as soon
 * as it is written: a worker that finds another worker's note of its capture before its own must not commit.
 *
 * <p>Memory grows with the captures of the topic in it, some hundred bytes each. Thread-safe.
 */
public final class LedgerTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerTopic.class);
    private static final char SEPARATOR = '/';
    private static final Duration POLL = Duration.ofMillis(10);
    /** A note this long without an outcome is that of a dead worker, or of one that must leave the capture to the later one. */
    private static final Duration GRACE = Duration.ofMillis(500);
    /** A leader that has just been elected may answer an end that is too low for a moment. */
    private static final int LOOKS = 4;

    /**
     * A note that was written, whatever became of its transaction.
     *
     * @param key of a capture
     * @param offset its place in the log
     * @param revision its number; null for a tombstone
     * @param worker who wrote it; empty for a tombstone
     */
    private record Written(
            String key, long offset, @Nullable Long revision, String worker) {}

    private final TopicPartition partition;
    private final String recordTopic;
    private final Map<String, Object> clients;
    private final Duration patience;
    private final LedgerBrokers brokers;
    private final AtomicLong skipped = new AtomicLong();

    private @Nullable Uuid id;
    /** Volatile, so that {@link #close} can wake a thread that reads. */
    private volatile @Nullable LedgerReader written;

    private volatile @Nullable LedgerReader committed;
    private volatile boolean closed;
    /** End of what this process knows to have been in the log. */
    private long known;
    /** Whether notes are known to be missing at the end of this ledger. */
    private boolean lost;
    /** The outcome of every transaction before this offset is in {@link #captures}. */
    private long decided;

    private final Map<String, CaptureProgress> captures = new HashMap<>();
    /** Notes whose transaction's outcome was not known when the log was last read. */
    private final Deque<Written> undecided = new ArrayDeque<>();

    private final Map<String, List<View>> views = new HashMap<>();

    /**
     * @param topic the ledger, made when it is not there
     * @param recordTopic the topic whose records it counts
     * @param clients settings of Kafka's clients: brokers, security
     * @param patience how long to wait for transactions of other workers that are still open
     * @param create whether to make a ledger that is missing
     * @param topics sees that the topic of the records can take records
     */
    public LedgerTopic(
            String topic,
            String recordTopic,
            Map<String, Object> clients,
            Duration patience,
            boolean create,
            TopicReadiness topics) {
        this.recordTopic = recordTopic;
        this.clients = Map.copyOf(clients);
        this.patience = patience;
        partition = new TopicPartition(topic, 0);
        brokers = new LedgerBrokers(partition, recordTopic, clients, create, topics);
    }

    /** The topic's name. */
    public String topic() {
        return partition.topic();
    }

    /** Records of the ledger since the start that are not notes, for example because another program wrote them. */
    public long skipped() {
        return skipped.get();
    }

    /**
     * How far a capture is. Every note of it that was written before this call is decided then: a worker that has left one without an
     * outcome is fenced (KIP-98).
     *
     * @param content identifies the capture
     * @throws LedgerException when the ledger has lost its last notes
     * @throws KafkaException when the topic cannot be read to its end in time
     */
    View view(String content) {
        long start = System.nanoTime();
        View view = begin(recordTopic + SEPARATOR + content);
        try {
            boolean fenced = false;
            for (Set<String> open = open(view); !open.isEmpty(); open = open(view)) {
                Duration waited = Duration.ofNanos(System.nanoTime() - start);
                if (waited.compareTo(patience) > 0) {
                    throw new TimeoutException("topic " + topic() + ": a transaction of " + open + " stayed open for "
                            + patience.toSeconds() + " s");
                }
                if (!fenced && waited.compareTo(GRACE) > 0) {
                    fenced = true;
                    fence(open);
                }
                pause(POLL);
                long stable = brokers.stable();
                synchronized (this) {
                    readCommitted(Math.min(stable, reader(written).position()));
                }
            }
            return view;
        } catch (RuntimeException e) {
            view.close();
            throw e;
        }
    }

    private View begin(String key) {
        for (int look = 1; ; look++) {
            long seen = known();
            State state = brokers.state();
            synchronized (this) {
                boolean same = state.topics().ledger().equals(id);
                if (same && lost) {
                    throw lost(state.end(), known);
                }
                if (!same || state.end() >= seen) {
                    follow(state.topics().ledger());
                    readCommitted(state.stable());
                    readWritten(state.end());
                    View view = new View(key, state.topics(), reader(written).position());
                    views.computeIfAbsent(key, k -> new ArrayList<>()).add(view);
                    return view;
                }
                if (look == LOOKS) {
                    throw lost(state.end(), seen);
                }
            }
            pause(GRACE);
        }
    }

    /** From now on nothing is published: who knows what the missing notes said. */
    private LedgerException lost(long end, long seen) {
        lost = true;
        return new LedgerException(
                "topic " + topic() + " ends at offset " + end + ", but this worker has seen it end at "
                        + seen
                        + ": it has lost notes, so nothing is published. Check the brokers' disks; then restart FlowJay to"
                        + " go on with what the topic says now, or set another flowjay.ledger-topic");
    }

    private synchronized long known() {
        return known;
    }

    /** Workers whose notes of the view's capture from before the view have no outcome yet. */
    private synchronized Set<String> open(View view) {
        view.check();
        Set<String> workers = new TreeSet<>();
        for (Written note : undecided) {
            if (note.offset() < view.since && note.key().equals(view.key) && note.revision() != null) {
                workers.add(note.worker());
            }
        }
        if (workers.isEmpty()) {
            view.progress = captures.getOrDefault(view.key, CaptureProgress.NONE);
        }
        return workers;
    }

    private void fence(Set<String> workers) {
        LOG.info("The open transaction of {} is ended: another worker has its capture now", workers);
        try {
            brokers.fence(workers);
        } catch (AuthorizationException e) {
            LOG.warn("Only its timeout ends it, since this worker must not: {}", e.getMessage());
        }
    }

    /** Begins anew when the topic is another one than before. */
    private void follow(Uuid ledger) {
        checkOpen();
        if (ledger.equals(id) && written != null && committed != null) {
            return;
        }
        if (id != null && !ledger.equals(id)) {
            LOG.warn("Topic {} was deleted and made again: what it said about captures is forgotten", topic());
        }
        forget();
        written = new LedgerReader(partition, clients, IsolationLevel.READ_UNCOMMITTED, this::sawWritten);
        committed = new LedgerReader(partition, clients, IsolationLevel.READ_COMMITTED, this::sawCommitted);
        id = ledger;
        // Whoever closed it meanwhile did not see the readers.
        checkOpen();
    }

    private void forget() {
        LedgerReader all = written;
        LedgerReader stable = committed;
        written = null;
        committed = null;
        id = null;
        known = 0;
        lost = false;
        decided = 0;
        captures.clear();
        undecided.clear();
        views.clear();
        if (all != null) {
            all.close();
        }
        if (stable != null) {
            stable.close();
        }
    }

    private void readWritten(long end) {
        known = Math.max(known, read(reader(written), end));
    }

    private void readCommitted(long end) {
        decided = read(reader(committed), end);
        while (!undecided.isEmpty() && undecided.element().offset() < decided) {
            undecided.remove();
        }
    }

    private long read(LedgerReader reader, long end) {
        try {
            reader.readTo(end, patience);
            return reader.position();
        } catch (OffsetOutOfRangeException e) {
            throw lost(end, known);
        }
    }

    private static LedgerReader reader(@Nullable LedgerReader open) {
        if (open == null) {
            throw new LedgerReplacedException("the ledger was closed, or replaced by another one");
        }
        return open;
    }

    private void sawWritten(ConsumerRecord<byte[], byte[]> record) {
        String key = key(record);
        if (key == null || (record.offset() < decided && !views.containsKey(key))) {
            return;
        }
        CaptureProgress progress = progress(record);
        if (progress == null && record.value() != null) {
            return;
        }
        Written note = progress == null
                ? new Written(key, record.offset(), null, "")
                : new Written(key, record.offset(), progress.revision(), progress.worker());
        if (record.offset() >= decided) {
            undecided.add(note);
        }
        // A view wants decided notes too: the committed reader may be the one that came first.
        views.getOrDefault(key, List.of()).forEach(view -> view.notes.add(note));
    }

    private void sawCommitted(ConsumerRecord<byte[], byte[]> record) {
        String key = key(record);
        if (key == null) {
            if (!isOfAnotherTopic(record)) {
                tellSkipped(record);
            }
            return;
        }
        CaptureProgress progress = progress(record);
        if (progress != null) {
            captures.put(key, progress);
        } else if (record.value() == null) {
            // A tombstone: somebody wants the capture forgotten.
            captures.remove(key);
        } else {
            tellSkipped(record);
        }
    }

    private static boolean isOfAnotherTopic(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null && new String(record.key(), StandardCharsets.UTF_8).indexOf(SEPARATOR) > 0;
    }

    /** The key of a note on the topic of the records; null for other notes. */
    private @Nullable String key(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        return key.startsWith(recordTopic + SEPARATOR) ? key : null;
    }

    private static @Nullable CaptureProgress progress(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null ? null : CaptureProgress.ofJson(record.value());
        } catch (IOException e) {
            return null;
        }
    }

    private void tellSkipped(ConsumerRecord<byte[], byte[]> record) {
        if (skipped.incrementAndGet() == 1) {
            LOG.warn(
                    "Topic {}, offset {}: not a note of FlowJay's. Such records are skipped and counted; this is the first one",
                    topic(),
                    record.offset());
        }
    }

    /** The notes of one capture from one moment on, for the worker that delivers it. */
    final class View implements AutoCloseable {
        private final String key;
        private final Topics topics;
        /** Offset up to which every note of the capture is decided. */
        private long since;

        private CaptureProgress progress = CaptureProgress.NONE;
        /** Notes of the capture since then. */
        private final List<Written> notes = new ArrayList<>();

        private View(String key, Topics topics, long since) {
            this.key = key;
            this.topics = topics;
            this.since = since;
        }

        /** How far the capture was at that moment. */
        CaptureProgress progress() {
            return progress;
        }

        /** Which topics the ledger and that of the records were. */
        Topics topics() {
            return topics;
        }

        /** The record that notes how far the capture is. */
        ProducerRecord<byte[], byte[]> record(CaptureProgress target) {
            return new ProducerRecord<>(
                    topic(), partition.partition(), key.getBytes(StandardCharsets.UTF_8), target.toJson());
        }

        /** Asks whether the topics are the same still; see {@link #mayCommit}. */
        LedgerBrokers.Question question() {
            return brokers.topics();
        }

        /**
         * Whether the transaction of this worker's note may be committed: no other worker has written a note of the capture before it
         * that may be committed too. Of two workers exactly the one with the earlier note may commit.
         *
         * @param offset place of this worker's note
         * @param question asked after the note was sent
         * @throws LedgerException when the ledger has lost its last notes
         * @throws LedgerReplacedException when the ledger or the topic of the records is another one now
         */
        boolean mayCommit(long offset, LedgerBrokers.Question question) {
            Topics now = question.answer();
            synchronized (LedgerTopic.this) {
                check();
                if (!now.equals(topics)) {
                    throw new LedgerReplacedException(
                            "topic " + (now.ledger().equals(topics.ledger()) ? recordTopic : topic())
                                    + " was deleted and made again in the middle of a transaction");
                }
                if (offset < since) {
                    throw lost(offset, known);
                }
                readWritten(offset + 1);
                // A note whose writer did not know the last commit will not be committed: its writer finds that commit
                // before it.
                return notes.stream()
                        .noneMatch(note -> note.offset() < offset
                                && (note.revision() == null || note.revision() > progress.revision()));
            }
        }

        /** Notes that the transaction of this worker's note is committed. */
        void committed(long offset, CaptureProgress target) {
            synchronized (LedgerTopic.this) {
                since = offset + 1;
                progress = target;
                notes.removeIf(note -> note.offset() <= offset);
            }
        }

        private void check() {
            if (!topics.ledger().equals(id)) {
                throw new LedgerReplacedException("topic " + topic() + " was deleted and made again");
            }
        }

        @Override
        public void close() {
            synchronized (LedgerTopic.this) {
                List<View> same = views.get(key);
                if (same != null && same.remove(this) && same.isEmpty()) {
                    views.remove(key);
                }
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Closes within seconds, also while another thread waits for the brokers; that thread gets an exception. */
    @Override
    public void close() {
        closed = true;
        brokers.close();
        wakeUp(written);
        wakeUp(committed);
        synchronized (this) {
            forget();
        }
    }

    private static void wakeUp(@Nullable LedgerReader reader) {
        if (reader != null) {
            reader.wakeUp();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new TimeoutException("the ledger is closed");
        }
    }
}
