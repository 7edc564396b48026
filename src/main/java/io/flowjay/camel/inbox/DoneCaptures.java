package io.flowjay.camel.inbox;

import com.github.luben.zstd.ZstdOutputStream;
import io.flowjay.capture.compression.Compression;
import io.flowjay.settings.DonePolicy;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The captures in the {@code .done/} of an inbox, which a thread of its own compresses or deletes as {@code done-policy} and
 * {@code done-keep-for} say. It looks at a bounded number of files at a time and continues there next time.
 */
final class DoneCaptures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DoneCaptures.class);
    private static final String COMPRESSED = ".zst";
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_WAITING = 1000;
    private static final int COPY_BYTES = 1 << 16;

    /** Files that one look takes. */
    static final int LOOK_FILES = 10_000;

    private final Path inbox;
    private final boolean recursive;
    private final boolean compress;
    private final Duration keepFor;
    private final Clock clock;
    private final BlockingQueue<Path> arrived = new ArrayBlockingQueue<>(MAX_WAITING);
    private @Nullable ScheduledExecutorService thread;
    private @Nullable Future<?> looks;
    /** Where the last look ended; null when it saw everything. */
    private @Nullable DirectoryStream<Path> files;

    private final Deque<Path> directories = new ArrayDeque<>();

    private Iterator<Path> rest = Collections.emptyIterator();
    private String told = "";
    private volatile boolean closing;

    DoneCaptures(Settings settings, Clock clock) {
        inbox = Path.of(settings.get(SettingCatalog.CAPTURES)).toAbsolutePath().normalize();
        recursive = settings.get(SettingCatalog.RECURSIVE);
        compress = settings.get(SettingCatalog.DONE_POLICY) == DonePolicy.COMPRESS;
        keepFor = settings.get(SettingCatalog.DONE_KEEP_FOR);
        this.clock = clock;
    }

    /** Begins, if there is anything to do. */
    synchronized void start() {
        if (compress || !keepFor.isZero()) {
            ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread started = new Thread(task, "flowjay-done");
                started.setDaemon(true);
                return started;
            });
            looks = own.scheduleWithFixedDelay(this::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            thread = own;
        }
    }

    /** Tells of a capture that has just been moved there. */
    synchronized void arrived(Path capture) {
        ScheduledExecutorService own = thread;
        // Where the queue is full, a later look finds the rest.
        if (own != null && compress && arrived.offer(capture)) {
            own.execute(this::compressArrived);
        }
    }

    /** The name of a capture when it is compressed. */
    static String compressedName(String name) {
        return name + COMPRESSED;
    }

    private void compressArrived() {
        Path capture = arrived.poll();
        if (capture != null) {
            handle(capture);
        }
    }

    /** Looks at the next files of every {@code .done/}. */
    void look() {
        if (files == null && directories.isEmpty()) {
            findDirectories();
        }
        int left = LOOK_FILES;
        while (left > 0 && (rest.hasNext() || nextDirectory())) {
            handle(rest.next());
            left--;
        }
    }

    private void findDirectories() {
        directories.add(inbox.resolve(ArchiveNames.DONE));
        if (!recursive) {
            return;
        }
        try {
            Files.walkFileTree(inbox, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean hidden = !directory.equals(inbox)
                            && String.valueOf(directory.getFileName()).startsWith(".");
                    if (!hidden && !directory.equals(inbox)) {
                        directories.add(directory.resolve(ArchiveNames.DONE));
                    }
                    return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // It has left meanwhile, or it is a directory that only others may read.
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            tell("The captures in " + ArchiveNames.DONE + " of " + inbox + " cannot be looked at: " + e);
        }
    }

    /** Goes on to the next directory with a file in it; false after the last. */
    @SuppressWarnings("StreamResourceLeak") // end() closes it, after one or several looks.
    private boolean nextDirectory() {
        end();
        Path directory;
        while ((directory = directories.poll()) != null) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try {
                DirectoryStream<Path> open = Files.newDirectoryStream(directory);
                files = open;
                rest = open.iterator();
                if (rest.hasNext()) {
                    return true;
                }
            } catch (IOException | DirectoryIteratorException e) {
                tell("The captures in " + directory + " cannot be looked at: " + e);
            }
            end();
        }
        return false;
    }

    private void end() {
        DirectoryStream<Path> open = files;
        files = null;
        rest = Collections.emptyIterator();
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("A directory cannot be closed", e);
            }
        }
    }

    /** Deletes or compresses a capture if it is due. */
    private void handle(Path capture) {
        try {
            if (String.valueOf(capture.getFileName()).startsWith(".")
                    || !Files.isRegularFile(capture, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            if (isDue(capture)) {
                Files.deleteIfExists(capture);
            } else if (compress && !Compression.surrounds(capture)) {
                compress(capture);
            }
        } catch (IOException e) {
            if (closing) {
                return;
            }
            tell(capture + " cannot be " + (compress ? "compressed" : "deleted") + ": " + e);
        }
    }

    /** Only the change time of a file shows when it was moved. */
    private boolean isDue(Path capture) throws IOException {
        if (keepFor.isZero()) {
            return false;
        }
        FileTime moved = CompleteFiles.changed(capture);
        return moved != null && moved.toInstant().plus(keepFor).isBefore(clock.instant());
    }

    private void compress(Path capture) throws IOException {
        try (FileLock lock = InboxLock.tryLock(inbox, capture)) {
            if (lock == null) {
                // Another worker compresses it.
                return;
            }
            Path target = capture.resolveSibling(compressedName(String.valueOf(capture.getFileName())));
            for (int i = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); i++) {
                target = capture.resolveSibling(compressedName(capture.getFileName() + "-" + i));
            }
            Path partial = Relocation.partial(target);
            try {
                FileTime modified = Files.getLastModifiedTime(capture);
                try (FileChannel channel = FileChannel.open(
                        partial,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS)) {
                    write(capture, channel);
                }
                Files.setLastModifiedTime(partial, modified);
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Files.deleteIfExists(partial);
                throw e;
            }
            Files.delete(capture);
        }
    }

    /** Not by an interrupt, which would close the channel that holds the locks of the whole process. */
    private void write(Path capture, FileChannel into) throws IOException {
        byte[] buffer = new byte[COPY_BYTES];
        try (InputStream in = Files.newInputStream(capture, LinkOption.NOFOLLOW_LINKS);
                ZstdOutputStream zstd = new ZstdOutputStream(Channels.newOutputStream(into))) {
            zstd.setChecksum(true).setCloseFrameOnFlush(true);
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (closing) {
                    throw new IOException("the service stops");
                }
                zstd.write(buffer, 0, count);
            }
            zstd.flush();
            into.force(true);
        }
    }

    private void tell(String reason) {
        if (!reason.equals(told)) {
            told = reason;
            LOG.warn("{}", reason);
        }
    }

    @Override
    public void close() {
        ScheduledExecutorService own;
        synchronized (this) {
            own = thread;
            thread = null;
        }
        if (own != null) {
            closing = true;
            if (looks != null) {
                looks.cancel(false);
            }
            own.shutdown();
            try {
                if (!own.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("A capture in {} is still being compressed", ArchiveNames.DONE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
