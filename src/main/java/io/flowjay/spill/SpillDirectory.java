package io.flowjay.spill;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a process's temporary files, {@code flowjay-spill-*} in the directory that {@code java.io.tmpdir} names. Only its owner
 * may read it. A locked file in it shows that its process lives.
 *
 * <p>The directory is removed when the process ends. After a kill, the next process that needs such a directory removes it. On Unix a file
 * has no name once it is open, so a kill frees its disk space at once.
 */
final class SpillDirectory {
    static final String PREFIX = "flowjay-spill-";
    static final String LOCK = "owner.lock";
    private static final int MAX_TRIES = 100;
    /** A directory without a lock may be one that its owner is about to lock. */
    private static final Duration UNLOCKED_FOR = Duration.ofHours(1);

    private static @Nullable SpillDirectory ofProcess;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private SpillDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** The directory of this process. It is made on first use, and directories of processes that were killed are removed then. */
    static synchronized SpillDirectory ofProcess() throws IOException {
        SpillDirectory known = ofProcess;
        if (known == null || Files.notExists(known.path, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = Path.of(System.getProperty("java.io.tmpdir"));
            removeAbandoned(parent);
            SpillDirectory made = in(parent);
            Runtime.getRuntime().addShutdownHook(new Thread(made::remove, "flowjay-spill-cleanup"));
            ofProcess = made;
            known = made;
        }
        return known;
    }

    /** Makes and locks a directory. */
    static SpillDirectory in(Path parent) throws IOException {
        for (int i = 0; i < MAX_TRIES; i++) {
            // The error that Java throws instead is the path without a reason.
            if (!Files.isDirectory(parent)) {
                throw new IOException(Files.exists(parent) ? "it is not a directory" : "it does not exist");
            }
            if (!Files.isWritable(parent)) {
                throw new IOException("it is not writable");
            }
            try {
                SpillDirectory made = locked(Files.createTempDirectory(parent, PREFIX));
                if (made != null) {
                    return made;
                }
            } catch (NoSuchFileException e) {
                // A process that cleans up took the directory for an abandoned one.
            }
        }
        throw new IOException("cannot lock a directory in " + parent);
    }

    private static @Nullable SpillDirectory locked(Path path) throws IOException {
        Path file = path.resolve(LOCK);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null || Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            channel.close();
            return null;
        }
        return new SpillDirectory(path, channel, lock);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This process holds it.
            return null;
        }
    }

    Path path() {
        return path;
    }

    /** Makes a file that is deleted when its channel is closed. */
    FileChannel newFile() throws IOException {
        return FileChannel.open(
                Files.createTempFile(path, "packets-", ".tmp"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Removes the directory with its files. */
    void remove() {
        try {
            deleteAll(path);
            lock.release();
            channel.close();
        } catch (IOException e) {
            // What is left is removed by a later process.
        }
    }

    /** Removes the directories whose processes are gone. One that cannot be removed stays, and does no harm. */
    static void removeAbandoned(Path parent) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path path : found) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    removeIfAbandoned(path);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Making a directory here fails next, with an error that says what is wrong.
        }
    }

    private static void removeIfAbandoned(Path path) {
        try (FileChannel channel =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (tryLock(channel) != null) {
                deleteAll(path);
            }
        } catch (NoSuchFileException e) {
            removeIfOld(path);
        } catch (IOException e) {
            // It may be another user's.
        }
    }

    private static void removeIfOld(Path path) {
        try {
            FileTime changed = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
            if (changed.toInstant().isBefore(Instant.now().minus(UNLOCKED_FOR))) {
                Files.delete(path);
            }
        } catch (IOException e) {
            // It is not empty, or another process was faster.
        }
    }

    /** Deletes the lock last, so that a removal that is interrupted is done again. */
    private static void deleteAll(Path path) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                if (!file.endsWith(LOCK)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        Files.deleteIfExists(path.resolve(LOCK));
        Files.deleteIfExists(path);
    }
}
