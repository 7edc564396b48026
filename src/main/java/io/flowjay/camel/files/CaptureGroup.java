package io.flowjay.camel.files;

import io.flowjay.camel.CaptureRecords;
import io.flowjay.camel.inbox.HeldCapture;
import io.flowjay.record.FlowRecord;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Captures that share files while these are open. The captures are held in the inbox until {@link #publish} or {@link #fail}. */
final class CaptureGroup {
    private static final Logger LOG = LoggerFactory.getLogger("io.flowjay.captures");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /** Each needs memory, and a place in the note. */
    private static final int MOST_CAPTURES = 4096;

    private final FilesTarget target;
    private final String id;
    private final FileLock lock;
    private final CaptureFiles files;
    private final List<FileNote.Capture> captures = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final List<FileLock> locks = new ArrayList<>();
    private final List<HeldCapture> held = new ArrayList<>();

    private CaptureGroup(FilesTarget target, String id, FileLock lock) throws IOException {
        this.target = target;
        this.id = id;
        this.lock = lock;
        FileNames names = new FileNames("flows-" + TIME.format(Instant.now()), id, target.extension(), false);
        files = new CaptureFiles(target, target.manifest().begin(id), names, 0);
    }

    /** Opens a group of no captures. */
    static CaptureGroup open(FilesTarget target) throws IOException {
        String id = UUID.randomUUID().toString().replace("-", "");
        FileLock lock = target.manifest().lock(id);
        if (lock == null) {
            throw new IOException("another worker has the id of the new file");
        }
        try {
            return new CaptureGroup(target, id, lock);
        } catch (IOException e) {
            lock.release();
            throw e;
        }
    }

    /** Whether the files hold the content of a capture. */
    boolean holds(String capture) {
        return ids.contains(capture);
    }

    /**
     * Writes the records of a capture, and holds it.
     *
     * @param content the lock of its content, which is released when the capture has left the inbox
     * @throws IOException if the records cannot be written; the group must {@link #fail} then
     */
    void add(FileNote.Capture capture, FileLock content, List<FlowRecord> records, Exchange exchange)
            throws IOException {
        for (FlowRecord record : records) {
            files.add(record.columnValues());
        }
        hold(exchange);
        captures.add(capture);
        ids.add(capture.id());
        locks.add(content);
    }

    /** Holds a capture whose content is in the files already. */
    void hold(Exchange exchange) {
        held.add(HeldCapture.hold(exchange));
    }

    /** Whether it has reached a size. */
    boolean isFull(long mostBytes) {
        return held.size() >= MOST_CAPTURES || (mostBytes > 0 && files.largest() >= mostBytes);
    }

    /** Makes the files appear; then the captures leave the inbox. If the files cannot be written, the captures wait. */
    void publish() {
        List<String> written;
        try (files) {
            written = files.complete();
            target.manifest().commit(id, target.note(captures, true, written));
        } catch (IOException e) {
            fail(target.unavailable(e));
            return;
        } catch (RuntimeException | Error e) {
            fail(e);
            return;
        }
        end();
        long records = 0;
        for (HeldCapture capture : held) {
            CaptureRecords its = capture.records();
            its.acknowledgeAll();
            records += its.recordsDelivered();
            capture.complete();
        }
        release();
        LOG.info(
                "{} of {} written; files: {}",
                counted(records, "record"),
                counted(held.size(), "capture"),
                written.size());
    }

    static String counted(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Removes the files; the captures wait, and are read again. */
    void fail(Throwable cause) {
        try {
            files.close();
        } catch (IOException e) {
            LOG.debug("A file that is removed cannot be closed", e);
        }
        end();
        held.forEach(capture -> capture.fail(cause));
        release();
    }

    /** What has not appeared goes. */
    private void end() {
        target.manifest().discard(id);
        release(lock);
    }

    private void release() {
        locks.forEach(CaptureGroup::release);
    }

    private static void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            LOG.debug("A lock is released when the process ends", e);
        }
    }
}
