package io.flowjay.camel.files;

import io.flowjay.record.FlowRecord;
import io.flowjay.settings.SettingCatalog;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Decides which captures share files: these stay open until they reach a size or an age, then they appear together and their captures leave
 * the inbox. Only captures that were read whole get in, so that nothing has to be taken out again. Thread-safe.
 */
final class SharedFiles {
    private final FilesTarget target;
    private final Duration age;
    private final long mostBytes;
    private @Nullable ScheduledThreadPoolExecutor clock;
    private @Nullable CaptureGroup group;
    private @Nullable Future<?> end;
    private boolean closed = true;

    SharedFiles(FilesTarget target) {
        this.target = target;
        age = target.settings().get(SettingCatalog.FILES_ROLL_INTERVAL);
        mostBytes = target.settings().get(SettingCatalog.FILES_MAX_SIZE);
    }

    /** Takes captures from now on. */
    synchronized void start() {
        if (closed) {
            closed = false;
            clock = new ScheduledThreadPoolExecutor(1, work -> {
                Thread thread = new Thread(work, "flowjay-files");
                thread.setDaemon(true);
                return thread;
            });
            // A group that appeared early must not be kept until its time.
            clock.setRemoveOnCancelPolicy(true);
        }
    }

    /** Makes the open files appear, and takes no more captures. */
    synchronized void stop() {
        closed = true;
        if (clock != null) {
            clock.shutdownNow();
            clock = null;
        }
        publish();
    }

    /** Makes the open files appear. */
    synchronized void publish() {
        publish(group);
    }

    /**
     * Holds a capture whose content is in the open files already.
     *
     * @param id identifies the content
     * @return false if it is not there
     */
    synchronized boolean join(String id, Exchange exchange) {
        CaptureGroup known = group;
        if (known == null || !known.holds(id)) {
            return false;
        }
        known.hold(exchange);
        publishIfFull(known);
        return true;
    }

    /**
     * Writes the records of a capture, and holds it.
     *
     * @param lock that of its content, which is released when the capture has left the inbox
     * @param records all records of the capture
     * @throws IOException if they cannot be written; the capture is not held then
     */
    synchronized void add(FileNote.Capture capture, FileLock lock, List<FlowRecord> records, Exchange exchange)
            throws IOException {
        CaptureGroup to = group();
        try {
            to.add(capture, lock, records, exchange);
        } catch (IOException e) {
            forget();
            IOException unavailable = target.unavailable(e);
            to.fail(unavailable);
            throw unavailable;
        } catch (RuntimeException | Error e) {
            forget();
            to.fail(e);
            throw e;
        }
        publishIfFull(to);
    }

    private CaptureGroup group() throws IOException {
        CaptureGroup known = group;
        if (known != null) {
            return known;
        }
        ScheduledThreadPoolExecutor timer = clock;
        if (closed || timer == null) {
            throw new InterruptedIOException("the route stops");
        }
        CaptureGroup opened;
        try {
            opened = CaptureGroup.open(target);
        } catch (IOException e) {
            throw target.unavailable(e);
        }
        end = timer.schedule(() -> publish(opened), age.toNanos(), TimeUnit.NANOSECONDS);
        group = opened;
        return opened;
    }

    private void publishIfFull(CaptureGroup full) {
        if (full.isFull(mostBytes)) {
            publish(full);
        }
    }

    /** Makes files appear, unless they have. */
    private synchronized void publish(@Nullable CaptureGroup due) {
        if (due != null && due == group) {
            forget();
            due.publish();
        }
    }

    private void forget() {
        group = null;
        if (end != null) {
            end.cancel(false);
            end = null;
        }
    }
}
