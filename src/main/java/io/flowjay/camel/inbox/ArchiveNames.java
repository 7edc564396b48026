package io.flowjay.camel.inbox;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The names under which captures leave the inbox: the file's own; or, when an earlier capture of that name has left, one with the date and
 * time in UTC before the extension, because moving a file onto another would destroy that one; or a shorter one where the name of
 * its report would exceed what file systems take.
 */
final class ArchiveNames {
    static final String DONE = ".done";
    static final String FAILED = ".failed";

    /** What Linux, macOS and Windows take, without the ending of a report. */
    static final int MAX_BYTES = 255 - CaptureNames.bytes(FailureReport.fileName(""));

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("'.'yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private final Clock clock;

    ArchiveNames(Clock clock) {
        this.clock = clock;
    }

    /** A name for a file of an inbox that no capture that left has. */
    String unused(Path file) {
        String name = CaptureNames.printable(String.valueOf(file.getFileName()));
        String extension = CaptureNames.extension(name);
        String stem = name.substring(0, name.length() - extension.length());
        String candidate = CaptureNames.fitting(stem, extension, MAX_BYTES);
        if (isFree(file, candidate)) {
            return candidate;
        }
        String time = TIME.format(clock.instant());
        candidate = CaptureNames.fitting(stem, time + extension, MAX_BYTES);
        for (int i = 2; !isFree(file, candidate); i++) {
            candidate = CaptureNames.fitting(stem, time + '-' + i + extension, MAX_BYTES);
        }
        return candidate;
    }

    private static boolean isFree(Path file, String name) {
        return isFreeForFile(file, name) && !exists(file.resolveSibling(FAILED).resolve(FailureReport.fileName(name)));
    }

    /** Whether no capture that left the directory of a file has a name; there may be a report of that name. */
    static boolean isFreeForFile(Path file, String name) {
        Path done = file.resolveSibling(DONE);
        return !exists(done.resolve(name))
                && !exists(done.resolve(DoneCaptures.compressedName(name)))
                && !exists(file.resolveSibling(FAILED).resolve(name));
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
