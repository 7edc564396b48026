package io.flowjay.camel.inbox;

import io.flowjay.camel.CaptureFileState;
import io.flowjay.capture.CaptureException;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The note beside one capture while this worker reads it: how many workers have begun it, this one included, and what was decided. A
 * directory without write permission does not stop the work; a warning says what is lost by that.
 */
final class BegunCapture {
    private static final Logger LOG = LoggerFactory.getLogger(BegunCapture.class);

    private final Path file;
    private final AtomicBoolean warned;
    /** The latest note, whether or not it could be written; null before the capture begins. */
    private @Nullable CaptureNote note;
    /** Whether this worker counts as one that began the capture. */
    private boolean counted;

    /** @param warned whether the warning was given; shared by the captures of an inbox */
    BegunCapture(Path file, AtomicBoolean warned) {
        this.file = file;
        this.warned = warned;
    }

    /**
     * Counts this worker, unless an earlier one has decided already what becomes of the capture.
     *
     * @param name the name under which the capture will leave the inbox
     * @return what was decided, or null
     * @throws CaptureException if the capture ended too many workers
     */
    synchronized @Nullable CaptureOutcome begin(CaptureFileState opened, String name, Settings settings)
            throws CaptureException {
        CaptureNote own = CaptureNote.of(file, opened);
        CaptureNote known = CaptureNote.read(file);
        if (known != null && !known.isOfSameFile(own)) {
            known = null;
        }
        if (known != null && known.outcome() != null) {
            return known.outcome();
        }
        int deaths = known == null ? 0 : known.begun();
        note = own.begun(deaths);
        int most = settings.get(SettingCatalog.MAX_DEATHS);
        if (most > 0 && deaths >= most) {
            throw new CaptureException(
                    name,
                    0,
                    "it ended its worker " + deaths + " times (" + SettingCatalog.MAX_DEATHS + '=' + most + ')',
                    null);
        }
        counted = write(own.begun(deaths + 1));
        return null;
    }

    /** The end of this worker's attempt has another cause than the capture, so it does not count. */
    synchronized void takeBack() {
        CaptureNote now = note;
        if (!counted || now == null) {
            return;
        }
        counted = false;
        if (now.begun() > 1) {
            write(now.begun(now.begun() - 1));
        } else {
            delete();
        }
    }

    /** Notes what becomes of the capture. */
    synchronized void decided(CaptureFileState read, CaptureOutcome outcome) {
        CaptureNote begun = note;
        write(CaptureNote.of(file, read)
                .begun(begun == null ? 0 : begun.begun())
                .decided(outcome));
    }

    synchronized void delete() {
        try {
            CaptureNote.delete(file);
        } catch (IOException e) {
            LOG.debug("The note of {} cannot be deleted", file, e);
        }
    }

    private boolean write(CaptureNote next) {
        try {
            next.write(file);
            note = next;
            warned.set(false);
            return true;
        } catch (IOException e) {
            if (Files.isDirectory(file.toAbsolutePath().resolveSibling("")) && warned.compareAndSet(false, true)) {
                LOG.warn(
                        "{} cannot be noted in {}, so a worker that ends without notice is not counted, and after a restart nobody"
                                + " knows what became of it: {}",
                        CaptureNames.printable(file.toString()),
                        CaptureNote.DIRECTORY,
                        e.toString());
            }
            return false;
        }
    }
}
