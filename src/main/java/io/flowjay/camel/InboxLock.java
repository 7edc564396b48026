package io.flowjay.camel;

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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.strategy.FileChangedExclusiveReadLockStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each capture of a directory to one worker at a time, however many share the directory: a capture that no longer changes is
 * taken with a lock of the operating system on one byte of the file {@value #FILE} in the directory, at a place that the capture's
 * path says. The system releases it when the worker ends, in whatever way; nothing has to be cleaned up.
 *
 * <p>A network file system must support byte-range locks, as NFS version 4 does.
 */
public class InboxLock extends FileChangedExclusiveReadLockStrategy {
    /** Name of the lock file; hidden, so that it is no capture. */
    static final String FILE = ".flowjay.lock";

    private static final Logger LOG = LoggerFactory.getLogger(InboxLock.class);
    private static final String LOCK = "CamelFlowjayInboxLock";
    /** One channel a directory for the whole process: closing any channel of a file releases all of the process's locks on it (POSIX). */
    private static final Map<Path, FileChannel> CHANNELS = new ConcurrentHashMap<>();

    private volatile Path directory = Path.of("");
    private volatile boolean reported;

    @Override
    public void prepareOnStartup(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {
        super.prepareOnStartup(operations, endpoint);
        directory = Path.of(endpoint.getConfiguration().getDirectory()).toAbsolutePath();
    }

    @Override
    public boolean acquireExclusiveReadLock(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) throws Exception {
        if (!super.acquireExclusiveReadLock(operations, file, exchange)) {
            return false;
        }
        Path path = file.getFile().toPath().toAbsolutePath();
        FileLock lock = lock(path);
        if (lock == null) {
            return false;
        }
        // Another worker may have finished it between the listing of the directory and now.
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) || file.getFileLength() != Files.size(path)) {
            lock.release();
            return false;
        }
        exchange.setProperty(LOCK, lock);
        return true;
    }

    private @Nullable FileLock lock(Path path) {
        try {
            FileChannel channel = channel(directory);
            return channel.tryLock(place(directory.relativize(path)), 1, false);
        } catch (OverlappingFileLockException e) {
            // Another route of this process has it.
            return null;
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

    private static FileChannel channel(Path directory) throws IOException {
        Path real = directory.toRealPath();
        FileChannel known = CHANNELS.get(real);
        if (known != null && known.isOpen() && Files.exists(real.resolve(FILE))) {
            return known;
        }
        synchronized (CHANNELS) {
            FileChannel opened = FileChannel.open(
                    real.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            CHANNELS.put(real, opened);
            return opened;
        }
    }

    /** Two names at one place are never in work at the same time, which does no harm. */
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
