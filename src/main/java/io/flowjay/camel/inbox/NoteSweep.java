package io.flowjay.camel.inbox;

import io.flowjay.camel.CaptureFileState;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the notes of workers that died after their captures had left the inbox: once for each directory. */
final class NoteSweep {
    private static final Logger LOG = LoggerFactory.getLogger(NoteSweep.class);
    private static final int MAX_DIRECTORIES = 10_000;

    private final Set<Path> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Boolean> eldest) {
            return size() > MAX_DIRECTORIES;
        }
    });

    /** Looks at the notes in the directory of a capture, unless that was done before. */
    synchronized void look(Path capture, Settings settings) {
        Path notes = capture.toAbsolutePath().resolveSibling(CaptureNote.DIRECTORY);
        if (!seen.add(notes) || !Files.isDirectory(notes, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(notes)) {
            for (Path file : files) {
                CaptureNote note = CaptureNote.isNote(file) ? CaptureNote.readNote(file) : null;
                if (note != null && note.isAt(file)) {
                    Path noted = capture.toAbsolutePath().resolveSibling(note.capture());
                    remove(noted, note, settings);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("The notes in {} cannot be looked at: {}", notes, e.toString());
        }
    }

    private static void remove(Path capture, CaptureNote note, Settings settings) throws IOException {
        Path inbox =
                Path.of(settings.get(SettingCatalog.CAPTURES)).toAbsolutePath().normalize();
        FileLock lock = InboxLock.tryLock(inbox, capture.normalize());
        if (lock == null) {
            // Another worker is at it.
            return;
        }
        try {
            Path leaving = CaptureNote.leaving(capture);
            if (Files.exists(leaving, LinkOption.NOFOLLOW_LINKS)) {
                finish(capture, leaving, note);
            }
            if (!Files.exists(capture, LinkOption.NOFOLLOW_LINKS)) {
                Path marker = note.outcome() == null ? null : CompleteFiles.marker(capture, settings);
                if (marker != null) {
                    Files.deleteIfExists(marker);
                }
                CaptureNote.delete(capture);
            }
        } finally {
            lock.release();
        }
    }

    /** The worker died between the last look at a file and its deletion. */
    private static void finish(Path capture, Path leaving, CaptureNote note) throws IOException {
        CaptureNote found =
                CaptureNote.of(leaving, CaptureFileState.ofAny(leaving)).named(note.capture());
        if (note.outcome() != null && note.isOfSameFile(found)) {
            Files.delete(leaving);
        } else if (!Files.exists(capture, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(leaving, capture);
        }
    }
}
