package io.flowjay.camel;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.ContentHash;
import io.flowjay.delivery.IdChain;
import io.flowjay.delivery.RemadeRecords;
import io.flowjay.flow.CaptureCounts;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.Settings;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.camel.Message;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The records of one capture as the body of a message, computed while a route asks for them.
 *
 * <p>A capture that cannot be read whole gives the records of every packet before the damage first; then {@link #next()} throws an
 * {@link UncheckedIOException}; after any other exception or error while a record is computed it throws that or an
 * {@link IllegalStateException} with it as cause. {@link #hasNext()} does not throw, because Camel's splitter calls it before it has
 * processed the previous element. For use by one thread at a time.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class CaptureRecords implements Iterator<FlowRecord>, RemadeRecords, Closeable {
    /** Exchange property that holds the records of the capture in progress, whatever the body is. */
    public static final String PROPERTY = "CamelFlowjayRecords";

    /** Opens the records of the same capture again, with other settings. */
    @FunctionalInterface
    interface Reopening {
        FlowRecords open(Settings settings) throws IOException;
    }

    private static final String RECORD_ID = "record_id";

    /** Null after the end of all use. */
    private @Nullable FlowRecords records;

    private final Settings settings;
    private @Nullable Reopening reopening;
    private final CaptureFileState file;
    private final BooleanSupplier abandoned;
    private final WorkedCapture work;
    private @Nullable RuntimeException failure;
    private @Nullable CaptureCounts finalCounts;
    private boolean ended;
    private boolean closedEarly;
    private boolean whole;
    private @Nullable IdChain ids;
    private long read;
    private long acknowledged;
    private long deadLettered;

    /**
     * @param records where the records come from; closed with this
     * @param settings how they are made
     * @param reopening makes them again; null for a capture that can be read only once
     * @param file the file that they come from
     * @param abandoned whether nobody will use a further record
     * @param work is told of every record
     */
    CaptureRecords(
            FlowRecords records,
            Settings settings,
            @Nullable Reopening reopening,
            CaptureFileState file,
            BooleanSupplier abandoned,
            WorkedCapture work) {
        this.records = records;
        this.settings = settings;
        this.reopening = reopening;
        this.file = file;
        this.abandoned = abandoned;
        this.work = work;
    }

    /**
     * @throws IllegalStateException if the exchange was done before all records were taken, which closed the capture
     */
    @Override
    public boolean hasNext() {
        if (closedEarly) {
            throw new IllegalStateException(
                    "the capture was closed when its exchange was done, before all of its records were taken:"
                            + " use them in the route, or set closeWithExchange=false and close them");
        }
        return hasRecord() || failure != null;
    }

    @Override
    public FlowRecord next() {
        if (!hasRecord()) {
            throw failure != null ? failure : new NoSuchElementException("the capture has no more flows");
        }
        FlowRecord record = taken();
        work.read(record);
        return record;
    }

    private FlowRecord taken() {
        FlowRecord record = open().next();
        read++;
        if (ids != null) {
            ids.add(String.valueOf(record.get(RECORD_ID)));
        }
        return record;
    }

    /**
     * The same records in batches; a last partial batch comes before a failure.
     *
     * @param size records in a batch, at least 1
     * @throws IllegalArgumentException for a smaller size
     */
    public Iterator<List<FlowRecord>> batches(int size) {
        return new RecordBatches(this, size);
    }

    /**
     * Skips records that have been delivered before; they count as read and acknowledged.
     *
     * @param count how many
     * @param dead how many of them are dead letters
     * @return false if there are fewer, so that these are not the records that were delivered
     */
    @Override
    @API(status = API.Status.INTERNAL)
    public boolean skip(long count, long dead) {
        for (long i = 0; i < count; i++) {
            if (!hasRecord()) {
                return false;
            }
            // Not delivered now: neither metrics nor listeners are told.
            taken();
        }
        acknowledged += count;
        deadLettered += dead;
        return true;
    }

    /** Keeps a hash over the ids of the records from now on, see {@link #ids}. */
    @API(status = API.Status.INTERNAL)
    public void trackIds() {
        ids = new IdChain();
    }

    /** The {@link IdChain} over the ids of the records read so far; empty unless they are tracked. */
    @Override
    @API(status = API.Status.INTERNAL)
    public String ids() {
        return ids == null ? "" : ids.hex();
    }

    /**
     * Begins again with the first record.
     *
     * @param other how to make the records this time
     * @return false if the capture can be read only once
     * @throws IOException when it cannot be opened any more
     */
    @Override
    @API(status = API.Status.INTERNAL)
    public boolean restart(Settings other) throws IOException {
        Reopening again = reopening;
        if (again == null) {
            return false;
        }
        open().close();
        records = again.open(other);
        failure = null;
        finalCounts = null;
        ended = false;
        whole = false;
        read = 0;
        acknowledged = 0;
        deadLettered = 0;
        if (ids != null) {
            ids = new IdChain();
        }
        return true;
    }

    /** How the records are made, unless {@link #restart} was told otherwise. */
    @Override
    @API(status = API.Status.INTERNAL)
    public Settings settings() {
        return settings;
    }

    /**
     * Whether every record has been read, and the file is what it was when it was opened. May read ahead, but never waits for packets
     * to be captured.
     */
    @API(status = API.Status.INTERNAL)
    public boolean isWhole() {
        return isReady() && !hasRecord() && whole;
    }

    /** The file that the records come from, as it was when it was opened. */
    @API(status = API.Status.INTERNAL)
    public CaptureFileState file() {
        return file;
    }

    /** Identifies the file of a capture, to distinguish it from a copy: its name, and when it was written. */
    public String source(String name) {
        return file.path() == null ? name : name + ", written " + file.modified();
    }

    /**
     * A hash of the whole content of the capture's file; empty for a capture that is not a file.
     *
     * @throws IOException when the file cannot be read, or is not what it was when it was opened
     */
    @API(status = API.Status.INTERNAL)
    public String contentHash() throws IOException {
        if (file.path() == null) {
            return "";
        }
        String hash = ContentHash.of(file.path());
        file.checkUnchanged();
        return hash;
    }

    /** Leaves the rest unread. */
    public void skipAll() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the capture, since the exchange is done. */
    void closeWithExchange() throws IOException {
        closedEarly = !ended && !abandoned.getAsBoolean();
        close();
    }

    /** Whether {@link #hasNext()} answers without waiting for packets to be captured. */
    boolean isReady() {
        return ended || open().isReady();
    }

    /** What became of the packets read so far. */
    public CaptureCounts counts() {
        return finalCounts != null ? finalCounts : open().counts();
    }

    /** Records handed out so far. */
    public long recordsRead() {
        return read;
    }

    /** Records whose outcome is known, as far as the route has said so: they are delivered, or dead letters. */
    public long recordsAcknowledged() {
        return acknowledged;
    }

    /** Records that are in their topic; those that an earlier worker published count too. */
    public long recordsDelivered() {
        return acknowledged - deadLettered;
    }

    /** Records that their topic refused and that are dead letters now. */
    public long recordsDeadLettered() {
        return deadLettered;
    }

    /** Sets the headers that say what became of the records. */
    public void describe(Message message) {
        message.setHeader(FlowjayHeaders.RECORDS_DELIVERED, recordsDelivered());
        message.setHeader(FlowjayHeaders.RECORDS_DEAD_LETTERED, recordsDeadLettered());
    }

    /**
     * Notes the outcome of the next records.
     *
     * @param count how many
     * @param dead the places among them of those that are dead letters; the others have been delivered
     */
    @API(status = API.Status.INTERNAL)
    public void acknowledge(int count, Set<Integer> dead) {
        acknowledged += count;
        deadLettered += dead.size();
        work.acknowledged(this, count, dead);
    }

    /** Notes that all records handed out are delivered. */
    @API(status = API.Status.INTERNAL)
    public void acknowledgeAll() {
        long left = read - acknowledged;
        while (left > 0) {
            int some = (int) Math.min(left, Integer.MAX_VALUE);
            acknowledge(some, Set.of());
            left -= some;
        }
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            finish();
        }
        if (records != null) {
            records.close();
        }
    }

    /**
     * Closes the capture, whose outcome will be known later, and keeps nothing that needs much memory.
     *
     * @throws UncheckedIOException if it cannot be closed
     */
    @API(status = API.Status.INTERNAL)
    public void hold() {
        skipAll();
        records = null;
        reopening = null;
        work.hold();
    }

    private FlowRecords open() {
        return Objects.requireNonNull(records, "the capture is closed");
    }

    /** Whether there is a record. Throws no failure: it is kept until the record before it has been used. */
    boolean hasRecord() {
        if (ended) {
            return false;
        }
        try {
            // After a failure in the route, Camel's splitter runs through what remains only to release it.
            if (abandoned.getAsBoolean()) {
                close();
            } else if (open().hasNext()) {
                return true;
            } else {
                finish();
                file.checkUnchanged();
                whole = true;
            }
        } catch (UncheckedIOException e) {
            failure = e;
        } catch (IOException e) {
            failure = new UncheckedIOException(e);
        } catch (RuntimeException e) {
            // Other captures need not have what the extraction fails on in this one.
            failure = new UncheckedIOException(
                    new CaptureException(String.valueOf(file.path()), 0, "the extraction failed: " + e, e));
        } catch (Error e) {
            // Camel's splitter lets an error bypass the exchange, which then never ends.
            failure = new IllegalStateException(e.toString(), e);
        }
        if (!ended) {
            finish();
        }
        return false;
    }

    private void finish() {
        ended = true;
        finalCounts = open().counts();
    }
}
