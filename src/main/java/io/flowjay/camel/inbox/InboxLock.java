package io.flowjay.camel.inbox;

import io.flowjay.camel.CaptureActivity;
import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.Outage;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
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
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileConfiguration;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExclusiveReadLockStrategy;
import org.apache.camel.component.file.GenericFileOperations;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each capture of a directory to one worker at a time, however many share the directory: a capture that is complete, see
 * {@link CompleteFiles}, is taken with a lock of the operating system on one byte of the file {@value #FILE} in the directory, at a place
 * that the capture's path decides. The system releases it when the worker ends, in whatever way; nothing has to be cleaned up.
 *
 * <p>A network file system must support byte-range locks, as NFS version 4 does.
 *
 * <p>{@link #init} also makes the file endpoint that uses this lock watch the very directory that the settings name: Camel would decode
 * {@code %41} in it, and take a backslash for a slash.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class InboxLock implements GenericFileExclusiveReadLockStrategy<File>, CamelContextAware {
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

    private @Nullable CamelContext camelContext;

    private Settings settings = Settings.DEFAULT;
    private CompleteFiles complete = new CompleteFiles(Settings.DEFAULT);
    private InboxWorkers workers = new InboxWorkers();
    private volatile Path directory = Path.of("");
    private volatile boolean reported;

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
        complete = new CompleteFiles(settings);
    }

    /** Who works on the captures (default: one at a time). */
    public InboxWorkers getWorkers() {
        return workers;
    }

    public void setWorkers(InboxWorkers value) {
        workers = value;
    }

    /**
     * Makes the endpoint with this lock watch the directory that the settings name, and not wait for a capture where there are several
     * workers.
     */
    public void init() {
        Objects.requireNonNull(camelContext, "no Camel context")
                .getCamelContextExtension()
                .registerEndpointCallback((uri, endpoint) -> {
                    if (endpoint instanceof FileEndpoint file && file.getExclusiveReadLockStrategy() == this) {
                        watchNamedDirectory(file);
                    }
                    return endpoint;
                });
    }

    private void watchNamedDirectory(FileEndpoint endpoint) {
        String named = settings.get(SettingCatalog.CAPTURES);
        endpoint.setFile(new File(named));
        if (workers.areSeveral()) {
            endpoint.setSynchronous(false);
        }
        endpoint.setInProgressRepository(new InProgressCaptures());
        endpoint.setConfiguration(new GenericFileConfiguration() {
            @Override
            public String getDirectory() {
                return named;
            }
        });
    }

    @Override
    public void prepareOnStartup(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {
        directory = Path.of(endpoint.getConfiguration().getDirectory()).toAbsolutePath();
    }

    @Override
    public boolean acquireExclusiveReadLock(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) throws IOException {
        Path path = file.getFile().toPath().toAbsolutePath();
        if (!mayTake(exchange) || !complete.isComplete(path) || !workers.lend(exchange)) {
            return false;
        }
        FileLock lock = null;
        try {
            // Time has passed until a worker was idle.
            lock = mayTake(exchange) ? lockUnchanged(path) : null;
        } finally {
            if (lock == null) {
                InboxWorkers.giveBack(exchange);
            }
        }
        exchange.setProperty(LOCK, lock);
        return lock != null;
    }

    private static boolean mayTake(Exchange exchange) {
        CaptureActivity activity = CaptureActivity.find(exchange.getContext());
        if (activity != null && activity.fatal() != null) {
            // The process is about to end, and would count as one that this capture ended.
            return false;
        }
        Outage outage = Outage.find(exchange.getContext());
        // It may have begun since the directory was listed.
        return outage == null || outage.allowsTry();
    }

    private @Nullable FileLock lockUnchanged(Path path) throws IOException {
        FileLock lock = lock(path);
        // Another worker may have finished it meanwhile, and another file may have its name by now.
        if (lock != null && !complete.isUnchanged(path)) {
            lock.release();
            return null;
        }
        return lock;
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
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) throws IOException {
        release(exchange);
    }

    @Override
    public void releaseExclusiveReadLockOnRollback(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) throws IOException {
        release(exchange);
    }

    @Override
    public void releaseExclusiveReadLockOnCommit(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) throws IOException {
        complete.left(file.getFile().toPath().toAbsolutePath());
        release(exchange);
    }

    /** Whether the capture of an exchange was taken with this lock, and is not released. */
    static boolean isHeldBy(Exchange exchange) {
        return exchange.getProperty(LOCK) != null;
    }

    private static void release(Exchange exchange) throws IOException {
        InboxWorkers.giveBack(exchange);
        FileLock lock = exchange.getProperty(LOCK, FileLock.class);
        if (lock != null) {
            exchange.removeProperty(LOCK);
            lock.release();
        }
    }

    /** How many files it remembers. */
    int known() {
        return complete.size();
    }

    @Override
    public void setTimeout(long timeout) {
        // Nothing waits here.
    }

    @Override
    public void setCheckInterval(long interval) {
        // Nothing waits here.
    }

    @Override
    public void setReadLockLoggingLevel(LoggingLevel level) {
        // What is told is told once.
    }

    @Override
    public void setMarkerFiler(boolean marker) {
        // The system's lock needs no file beside the capture.
    }

    @Override
    public void setDeleteOrphanLockFiles(boolean delete) {
        // There are none.
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(@Nullable CamelContext context) {
        camelContext = context;
    }
}
