package io.flowjay.camel;

import io.flowjay.capture.CaptureException;
import io.flowjay.flow.CaptureCounts;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.camel.Message;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The records of one capture as the body of a message, computed while a route asks for them.
 *
 * <p>A capture that cannot be read whole gives the records of every packet before the damage first; then {@link #next()} throws an
 * {@link UncheckedIOException}. It is not {@link #hasNext()} that throws, because Camel's splitter asks that one element ahead, while
 * the element before is not processed yet. For use by one thread at a time.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class CaptureRecords implements Iterator<FlowRecord>, Closeable {
    /** Exchange property that holds the records of the capture in progress, whatever the body is. */
    public static final String PROPERTY = "CamelFlowjayRecords";

    private final FlowRecords records;
    private final CaptureFileState file;
    private final BooleanSupplier abandoned;
    private final WorkedCapture work;
    private @Nullable UncheckedIOException failure;
    private @Nullable CaptureCounts finalCounts;
    private boolean ended;
    private long read;
    private long acknowledged;
    private long deadLettered;

    /**
     * @param records where the records come from; closed with this
     * @param file the file that they come from
     * @param abandoned whether nobody will use a further record
     * @param work is told of every record
     */
    CaptureRecords(FlowRecords records, CaptureFileState file, BooleanSupplier abandoned, WorkedCapture work) {
        this.records = records;
        this.file = file;
        this.abandoned = abandoned;
        this.work = work;
    }

    @Override
    public boolean hasNext() {
        return hasRecord() || failure != null;
    }

    @Override
    public FlowRecord next() {
        if (!hasRecord()) {
            throw failure != null ? failure : new NoSuchElementException("the capture has no more flows");
        }
        read++;
        FlowRecord record = records.next();
        work.read(record);
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
     * Passes over records that have been delivered before; they count as read and acknowledged.
     *
     * @throws UncheckedIOException when there are fewer, so that these are not the records that were delivered
     */
    public void skip(long count) {
        for (long i = 0; i < count; i++) {
            if (!hasRecord()) {
                throw new UncheckedIOException(new CaptureException(
                        String.valueOf(file.path()),
                        0,
                        "the capture gives " + i + " records, but " + count + " of it have been published before",
                        null));
            }
            // Not delivered now: neither metrics nor listeners are told.
            records.next();
        }
        read += count;
        acknowledged += count;
    }

    /** Identifies the file of a capture, to tell it from a copy: its name, and when it was written. */
    public String source(String name) {
        return file.path() == null ? name : name + ", written " + file.modified();
    }

    /** Leaves the rest unread. */
    public void skipAll() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether {@link #hasNext()} answers without waiting for packets to be captured. */
    boolean isReady() {
        return ended || records.isReady();
    }

    /** What became of the packets read so far. */
    public CaptureCounts counts() {
        return finalCounts != null ? finalCounts : records.counts();
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
    void acknowledge(int count, Set<Integer> dead) {
        acknowledged += count;
        deadLettered += dead.size();
        work.acknowledged(this, count, dead);
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            finish();
        }
        records.close();
    }

    /** Whether there is a record. Throws no failure: it is kept until the record before it has been used. */
    boolean hasRecord() {
        if (ended) {
            return false;
        }
        try {
            // After a failure in the route, Camel's splitter runs through what is left only to release it.
            if (abandoned.getAsBoolean()) {
                close();
            } else if (records.hasNext()) {
                return true;
            } else {
                finish();
                file.checkUnchanged();
            }
        } catch (UncheckedIOException e) {
            failure = e;
        } catch (IOException e) {
            failure = new UncheckedIOException(e);
        } catch (RuntimeException e) {
            // No other capture need have what the extraction stumbles on in this one.
            failure = new UncheckedIOException(
                    new CaptureException(String.valueOf(file.path()), 0, "the extraction failed: " + e, e));
        }
        if (!ended) {
            finish();
        }
        return false;
    }

    private void finish() {
        ended = true;
        finalCounts = records.counts();
    }
}
