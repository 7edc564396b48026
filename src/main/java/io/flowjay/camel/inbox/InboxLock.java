package io.flowjay.camel.inbox;

import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.Outage;
import io.flowjay.settings.SettingCatalog;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.strategy.FileChangedExclusiveReadLockStrategy;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each capture of a directory to one worker at a time, however many share the directory: a capture that no longer changes is
 * taken with a lock of the operating system on one byte of the file {@value #FILE} in the directory, at a place that the capture's
 * path decides. The system releases it when the worker ends, in whatever way; nothing has to be cleaned up.
 *
 * <p>A network file system must support byte-range locks, as NFS version 4 does.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class InboxLock extends FileChangedExclusiveReadLockStrategy {
    /** Name of the lock file; hidden, so that it is not taken for a capture. */
    public static final String FILE = ".flowjay.lock";

    private static final Logger LOG = LoggerFactory.getLogger(InboxLock.class);
    private static final String LOCK = "CamelFlowjayInboxLock";
    /** One channel a directory for the whole process: closing any channel of a file releases all of the process's locks on it (POSIX). */
    private static final Map<Path, LockFile> CHANNELS = new ConcurrentHashMap<>();

    /**
     * A lock file that is open.
     *
     * @param key what tells it from another file that took its name
     */
    private record LockFile(FileChannel channel, @Nullable Object key) {
        static LockFile open(Path path) throws IOException {
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            return new LockFile(channel, keyOf(path));
        }

        boolean isAt(Path path) throws IOException {
            return channel.isOpen()
                    && Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    && Objects.equals(key, keyOf(path));
        }

        private static @Nullable Object keyOf(Path path) throws IOException {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        }
    }

    /** How often a file that may still change is looked at, and for how long before it waits for the next look at the directory. */
    private static final long CHECK_MILLIS = 100;

    private static final long TIMEOUT_MILLIS = 200;

    private volatile Path directory = Path.of("");
    private volatile boolean reported;

    /** A lock that also takes empty files, which are then reported. */
    public InboxLock() {
        setMinLength(0);
        setCheckInterval(CHECK_MILLIS);
        setTimeout(TIMEOUT_MILLIS);
        setReadLockLoggingLevel(LoggingLevel.DEBUG);
        setMarkerFiler(false);
    }

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        setMinAge(value.settings().get(SettingCatalog.QUIET_TIME).toMillis());
    }

    @Override
    public void prepareOnStartup(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {
        super.prepareOnStartup(operations, endpoint);
        directory = Path.of(endpoint.getConfiguration().getDirectory()).toAbsolutePath();
    }

    @Override
    public boolean acquireExclusiveReadLock(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) throws Exception {
        Outage outage = Outage.find(exchange.getContext());
        if (outage != null && !outage.allowsTry()) {
            // It has begun since the directory was listed.
            return false;
        }
        if (!super.acquireExclusiveReadLock(operations, file, exchange)) {
            return false;
        }
        Path path = file.getFile().toPath().toAbsolutePath();
        FileLock lock = lock(path);
        if (lock == null) {
            return false;
        }
        if (!isAsListed(path, file)) {
            lock.release();
            return false;
        }
        exchange.setProperty(LOCK, lock);
        return true;
    }

    /** Another worker may have finished it since the directory was listed, and another file may have its name by now. */
    private static boolean isAsListed(Path path, GenericFile<File> file) {
        File now = path.toFile();
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && file.getFileLength() == now.length()
                && file.getLastModified() == now.lastModified();
    }

    private @Nullable FileLock lock(Path path) {
        try {
            return tryLock(directory, path);
        } catch (IOException e) {
            if (!reported) {
                reported = true;
                LOG.error(
                        "No capture of {} can be taken, because {} cannot be locked: {}",
                        directory,
                        FILE,
                        e.toString());
            }
            return null;
        }
    }

    /**
     * Takes a capture.
     *
     * @param directory the inbox, absolute
     * @param file the capture in it, absolute
     * @return null if another worker has it
     * @throws IOException when the directory's lock file cannot be locked
     */
    public static @Nullable FileLock tryLock(Path directory, Path file) throws IOException {
        try {
            return channel(directory).tryLock(place(directory.relativize(file)), 1, false);
        } catch (OverlappingFileLockException e) {
            // Another route of this process has it.
            return null;
        }
    }

    /** The open lock file of a directory; opened anew when somebody has deleted it, since others would lock another one. */
    private static FileChannel channel(Path directory) throws IOException {
        Path path = directory.toRealPath().resolve(FILE);
        synchronized (CHANNELS) {
            LockFile known = CHANNELS.get(path);
            if (known == null || !known.isAt(path)) {
                known = LockFile.open(path);
                CHANNELS.put(path, known);
            }
            return known.channel();
        }
    }

    /** Paths that hash to the same byte exclude each other; this is harmless. */
    private static long place(Path relative) {
        UUID hash = UUID.nameUUIDFromBytes(relative.toString().getBytes(StandardCharsets.UTF_8));
        return hash.getLeastSignificantBits() >>> 2;
    }

    @Override
    public void releaseExclusiveReadLockOnAbort(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) throws Exception {
        super.releaseExclusiveReadLockOnAbort(operations, file, exchange);
        release(exchange);
    }

    @Override
    public void releaseExclusiveReadLockOnRollback(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) throws Exception {
        super.releaseExclusiveReadLockOnRollback(operations, file, exchange);
        release(exchange);
    }

    @Override
    public void releaseExclusiveReadLockOnCommit(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) throws Exception {
        super.releaseExclusiveReadLockOnCommit(operations, file, exchange);
        release(exchange);
    }

    private static void release(Exchange exchange) throws IOException {
        FileLock lock = exchange.getProperty(LOCK, FileLock.class);
        if (lock != null) {
            exchange.removeProperty(LOCK);
            lock.release();
        }
    }
}
