package io.flowjay.camel.inbox;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a file in the inbox is complete: when nobody has changed it for {@code quiet-time}, measured by this process with a clock that
 * nobody sets, since the file's own times are what its sender says. A file under a name for files that are being written is never complete, and
 * with {@code done-file}, no file is complete without its marker. Safe for several threads.
 */
final class CompleteFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CompleteFiles.class);
    private static final String[] UNFINISHED = {".part", ".tmp"};
    /** Clocks of several hosts differ by less. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    private static final int FIRST_SWEEP = 1024;

    /**
     * What changes when somebody writes to a file.
     *
     * @param changed time of the last change of any kind, which only the file system's own clock sets; null where there is none
     * @param key distinguishes the file from another one of its name
     */
    private record Look(
            long size,
            FileTime modified,
            @Nullable Object changed,
            @Nullable Object key) {}

    /**
     * How a file looks, and since when.
     *
     * @param nanos of the clock that nobody sets
     */
    private record Seen(Look look, long nanos) {}

    private final Settings settings;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final Map<Path, Seen> seen = new HashMap<>();
    private int sweepAt = FIRST_SWEEP;

    CompleteFiles(Settings settings) {
        this(settings, System::nanoTime, Clock.systemUTC());
    }

    /**
     * @param nanoTime a monotonic clock, in nanoseconds
     * @param clock the system's clock
     */
    CompleteFiles(Settings settings, LongSupplier nanoTime, Clock clock) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    /** The marker of a complete file; null if the setting asks for none. */
    static @Nullable Path marker(Path file, Settings settings) {
        String suffix = settings.get(SettingCatalog.DONE_FILE);
        return suffix.isEmpty() ? null : file.resolveSibling(file.getFileName() + suffix);
    }

    /**
     * Whether a file is complete now. A first look only begins to wait, unless no wait is wanted.
     *
     * @param file absolute
     */
    synchronized boolean isComplete(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        for (String ending : UNFINISHED) {
            if (name.endsWith(ending)) {
                return false;
            }
        }
        String suffix = settings.get(SettingCatalog.DONE_FILE);
        Path marker = marker(file, settings);
        if (marker != null && (name.endsWith(suffix.toLowerCase(Locale.ROOT)) || !Files.exists(marker))) {
            return false;
        }
        Look look = look(file);
        if (look == null) {
            seen.remove(file);
            return false;
        }
        Duration quiet = settings.get(SettingCatalog.QUIET_TIME);
        Seen before = seen.get(file);
        long now = nanoTime.getAsLong();
        if (before != null && before.look.equals(look)) {
            return now - before.nanos >= quiet.toNanos();
        }
        if (before == null) {
            tellFuture(file, look);
            sweep();
        }
        seen.put(file, new Seen(look, now));
        return quiet.isZero();
    }

    /** Whether a file still looks as it did when it was complete. */
    synchronized boolean isUnchanged(Path file) {
        Seen before = seen.get(file);
        return before != null && before.look.equals(look(file));
    }

    /** Forgets a file that has left. */
    synchronized void left(Path file) {
        seen.remove(file);
    }

    synchronized int size() {
        return seen.size();
    }

    private void tellFuture(Path file, Look look) {
        Instant now = clock.instant();
        if (look.modified.toInstant().isAfter(now.plus(CLOCK_DIFFERENCE))) {
            LOG.warn(
                    "{} says it was written at {}, but it is {} now: the clock of its sender or of this system is wrong. It is taken"
                            + " all the same when it has not changed for {}",
                    CaptureNames.printable(file.toString()),
                    look.modified,
                    now,
                    SettingCatalog.QUIET_TIME);
        }
    }

    /** Forgets files that have left, whenever the files have become twice as many. */
    private void sweep() {
        if (seen.size() >= sweepAt) {
            seen.keySet().removeIf(file -> !Files.exists(file, LinkOption.NOFOLLOW_LINKS));
            sweepAt = Math.max(FIRST_SWEEP, 2 * seen.size());
        }
    }

    private static @Nullable Look look(Path file) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Look(attributes.size(), attributes.lastModifiedTime(), changed(file), attributes.fileKey());
        } catch (IOException e) {
            return null;
        }
    }

    /** The time of the last change of a file's content or attributes; null where the file system has none. */
    static @Nullable FileTime changed(Path file) throws IOException {
        try {
            return Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS) instanceof FileTime time
                    ? time
                    : null;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return null;
        }
    }
}
