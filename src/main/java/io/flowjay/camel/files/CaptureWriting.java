package io.flowjay.camel.files;

import io.flowjay.camel.CaptureRecords;
import io.flowjay.capture.CaptureException;
import io.flowjay.delivery.CaptureTakenOverException;
import io.flowjay.record.FlowRecord;
import io.flowjay.settings.SettingCatalog;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the records of one capture to files of its own, unless they are in files already. */
final class CaptureWriting {
    private final FilesTarget target;
    private final String name;
    private final String id;
    private final CaptureRecords records;

    /** @param id identifies the capture's content */
    CaptureWriting(FilesTarget target, String name, String id, CaptureRecords records) {
        this.target = target;
        this.name = name;
        this.id = id;
        this.records = records;
    }

    /** Locks the content; null if another worker is at it. */
    @Nullable
    FileLock lock() throws IOException {
        try {
            return target.manifest().lock(id);
        } catch (IOException e) {
            throw target.unavailable(e);
        }
    }

    /**
     * The note of the same capture, read whole with the same settings. Its files have appeared.
     *
     * @throws CaptureTakenOverException if another worker is making them appear
     */
    Optional<FileNote> known() throws IOException {
        try {
            if (!target.manifest().recover(id)) {
                throw new CaptureTakenOverException(name, null);
            }
            FileNote same = note(true, List.of());
            return target.manifest().note(id).filter(note -> note.whole() && note.hasSettingsOf(same));
        } catch (IOException e) {
            throw target.unavailable(e);
        }
    }

    private FileNote note(boolean whole, List<String> files) {
        return target.note(List.of(new FileNote.Capture(id, name, records.recordsRead())), whole, files);
    }

    /** All records of the capture if it is whole and has few; otherwise null, and the records begin again. */
    @Nullable
    List<FlowRecord> few() throws IOException {
        int most = target.settings().get(SettingCatalog.FILES_ROLL_RECORDS);
        List<FlowRecord> few = new ArrayList<>();
        try {
            while (few.size() <= most && records.hasNext()) {
                few.add(records.next());
            }
            if (few.size() <= most && records.isWhole()) {
                return few;
            }
        } catch (UncheckedIOException e) {
            damage(e);
        }
        if (!records.restart(records.settings())) {
            throw new InterruptedIOException(name + " was not read to its end");
        }
        return null;
    }

    /**
     * Writes the files.
     *
     * @return their names
     */
    List<String> write() throws IOException {
        try (CaptureFiles files = begin()) {
            UncheckedIOException damage = copy(files);
            if (damage == null && !records.isWhole()) {
                throw new InterruptedIOException(name + " was not read to its end");
            }
            boolean some = damage == null || records.recordsRead() > 0;
            List<String> written = some ? commit(files, damage == null) : List.of();
            records.acknowledgeAll();
            if (damage != null) {
                throw damage;
            }
            return written;
        } finally {
            target.manifest().discard(id);
        }
    }

    private CaptureFiles begin() throws IOException {
        try {
            long mostBytes = target.settings().get(SettingCatalog.FILES_MAX_SIZE);
            FileNames names = new FileNames(name, id, target.extension(), mostBytes > 0);
            return new CaptureFiles(target, target.manifest().begin(id), names, mostBytes);
        } catch (IOException e) {
            throw target.unavailable(e);
        }
    }

    /** Writes the records, and returns why the capture could not be read whole; null if it could. */
    private @Nullable UncheckedIOException copy(CaptureFiles files) throws IOException {
        while (records.hasNext()) {
            FlowRecord record;
            try {
                record = records.next();
            } catch (UncheckedIOException e) {
                return damage(e);
            }
            try {
                files.add(record.columnValues());
            } catch (IOException e) {
                throw target.unavailable(e);
            }
        }
        return null;
    }

    /** The same exception if it tells of damage to the capture; throws any other one. */
    private static UncheckedIOException damage(UncheckedIOException e) {
        if (e.getCause() instanceof CaptureException) {
            return e;
        }
        throw e;
    }

    private List<String> commit(CaptureFiles files, boolean whole) throws IOException {
        try {
            List<String> written = files.complete();
            target.manifest().commit(id, note(whole, written));
            return written;
        } catch (IOException e) {
            throw target.unavailable(e);
        }
    }
}
