package io.flowjay.camel.inbox;

import io.flowjay.camel.CaptureFileState;
import io.flowjay.settings.DonePolicy;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a capture leaves its inbox: to {@code .done/}, or to {@code .failed/} after its report, or deleted, as the settings say. A file
 * that has taken the capture's name stays.
 */
final class Departure {
    private static final Logger LOG = LoggerFactory.getLogger(Departure.class);

    private final Path file;
    private final Settings settings;
    private final @Nullable DoneCaptures doneCaptures;
    private final @Nullable Path marker;
    /** The marker as it was when the capture began: one that somebody makes later is for the next capture of that name. */
    private final @Nullable CaptureFileState markerState;

    /**
     * Call before the capture is read.
     *
     * @param doneCaptures learns of each capture that arrives in {@code .done/}; null for nobody
     */
    Departure(Path file, Settings settings, @Nullable DoneCaptures doneCaptures) {
        this.file = file;
        this.settings = settings;
        this.doneCaptures = doneCaptures;
        marker = CompleteFiles.marker(file, settings);
        markerState = state(marker);
    }

    private static @Nullable CaptureFileState state(@Nullable Path marker) {
        try {
            return marker == null ? null : CaptureFileState.ofAny(marker);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Writes the report of a capture that failed, and moves the capture.
     *
     * @param read the file as it was read
     * @throws IOException if the report cannot be written, or the file cannot be moved or deleted
     */
    void leave(CaptureFileState read, CaptureOutcome outcome) throws IOException {
        FailureReport report = outcome.report();
        try {
            if (report != null) {
                report.write(file.resolveSibling(ArchiveNames.FAILED), outcome.name());
            }
            if (move(read, outcome)) {
                deleteMarker();
            } else if (report == null) {
                LOG.warn(
                        "{} is published, but another file took its place, which is a capture of its own",
                        CaptureNames.printable(file.toString()));
            } else {
                LOG.warn(
                        "Another file took the place of {}, which is a capture of its own; the report is in {}",
                        CaptureNames.printable(file.toString()),
                        ArchiveNames.FAILED);
            }
        } catch (NoSuchFileException e) {
            reportMissing(report);
        }
    }

    private boolean move(CaptureFileState read, CaptureOutcome outcome) throws IOException {
        String fileName = String.valueOf(file.getFileName());
        if (!outcome.name().equals(CaptureNames.printable(fileName))
                && CaptureNames.bytes(fileName) > ArchiveNames.MAX_BYTES) {
            LOG.warn(
                    "{} leaves the inbox under a shorter name: {}",
                    CaptureNames.printable(file.toString()),
                    outcome.name());
        }
        if (outcome.report() != null) {
            return Relocation.move(
                    file, read, file.resolveSibling(ArchiveNames.FAILED).resolve(outcome.name()));
        }
        if (!CaptureFileState.ofAny(file).isSameFile(read)) {
            return false;
        }
        if (settings.get(SettingCatalog.DONE_POLICY) == DonePolicy.DELETE) {
            return Relocation.delete(file, read);
        }
        Path target = file.resolveSibling(ArchiveNames.DONE).resolve(outcome.name());
        boolean moved = Relocation.move(file, read, target);
        if (moved && doneCaptures != null) {
            doneCaptures.arrived(target);
        }
        return moved;
    }

    private void deleteMarker() {
        try {
            if (marker != null && markerState != null) {
                Relocation.delete(marker, markerState);
            }
        } catch (IOException e) {
            LOG.warn("The marker {} cannot be deleted: {}", CaptureNames.printable(marker.toString()), e.toString());
        }
    }

    private void reportMissing(@Nullable FailureReport report) {
        String name = CaptureNames.printable(file.toString());
        if (!Files.isDirectory(file.toAbsolutePath().resolveSibling(""))) {
            LOG.error(
                    "The directory of {} was removed while the capture was in progress: {}",
                    name,
                    report == null ? "it is published" : report.text());
        } else if (report == null) {
            LOG.warn("{} is published, but somebody has removed it from the inbox", name);
        } else {
            LOG.warn("{} is gone; its report is in {}", name, ArchiveNames.FAILED);
        }
    }
}
