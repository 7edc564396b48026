package io.flowjay.spill;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The directory with the temporary files of one process. A lock on a file in it tells that its process lives: a directory without
 * one was left by a process that was killed, and is removed when another process makes its own. Thread-safe.
 */
final class SpillDirectory {
    /** How the names of such directories begin. */
    static final String PREFIX = "flowjay-spill-";

    private static final String LOCK = "lock";
    private static final String SUFFIX = ".tmp";

    private static @Nullable SpillDirectory ofProcess;

    private final Path path;
    private final FileChannel channel;
    private final AtomicLong files = new AtomicLong();

    private SpillDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** The directory of this process, in the directory for temporary files ({@code java.io.tmpdir}). It is removed at the end. */
    static synchronized SpillDirectory ofProcess() throws IOException {
        SpillDirectory known = ofProcess;
        if (known == null || Files.notExists(known.path)) {
            known = create(parent());
            ofProcess = known;
            Runtime.getRuntime().addShutdownHook(new Thread(known::remove, "flowjay-spill"));
        }
        return known;
    }

    /** Where such directories are made. */
    static Path parent() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Makes a directory that belongs to this process, and removes those of processes that have ended. */
    static SpillDirectory create(Path parent) throws IOException {
        removeAbandoned(parent);
        Path path = Files.createTempDirectory(parent, PREFIX, new FileAttribute<?>[0]);
        // It gets its name when it is locked: before, another process could take the directory for an abandoned one.
        Path unlocked = path.resolve(LOCK + SUFFIX);
        FileChannel channel = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
            Files.move(unlocked, path.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new SpillDirectory(path, channel);
    }

    /** A name for a new file. */
    Path next() {
        return path.resolve(files.incrementAndGet() + SUFFIX);
    }

    Path path() {
        return path;
    }

    /** Removes the directory with its files. */
    void remove() {
        try {
            channel.close();
        } catch (IOException e) {
            // The process ends, and with it the lock.
        }
        delete(path);
    }

    private static void removeAbandoned(Path parent) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, PREFIX + "*")) {
            entries.forEach(found::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.stream().filter(SpillDirectory::isAbandoned).forEach(SpillDirectory::delete);
    }

    /** A directory without a lock file is another process's that is being made or removed. */
    private static boolean isAbandoned(Path directory) {
        Path lock = directory.resolve(LOCK);
        try (FileChannel opened = FileChannel.open(lock, Set.of(StandardOpenOption.WRITE));
                FileLock taken = opened.tryLock()) {
            return taken != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static void delete(Path directory) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                Files.deleteIfExists(entry);
            }
            Files.deleteIfExists(directory);
        } catch (IOException | DirectoryIteratorException e) {
            // Another user's, or in use on a system that keeps open files: the next process tries again.
        }
    }
}
