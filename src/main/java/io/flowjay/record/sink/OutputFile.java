package io.flowjay.record.sink;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where bytes are written: standard output, which {@code -} names, or a file that appears under its name when it is complete and its
 * bytes are on the disk. Until then it is locked, so that one process at a time writes it. A file named {@code -} is {@code ./-}. Bytes
 * for a symbolic link go to the file that it leads to. Errors name the output and the reason.
 */
public final class OutputFile implements AutoCloseable {
    private static final String STANDARD_OUTPUT = "-";
    /** What Linux follows. */
    private static final int MOST_LINKS = 40;

    private final NamedStream stream;
    private final @Nullable FileChannel channel;
    private final @Nullable Path partial;
    private final @Nullable Path file;
    private boolean complete;

    private OutputFile(NamedStream stream, @Nullable FileChannel channel, @Nullable Path partial, @Nullable Path file) {
        this.stream = stream;
        this.channel = channel;
        this.partial = partial;
        this.file = file;
    }

    /**
     * Opens an output.
     *
     * @param file the file; null or {@code -} for standard output
     */
    public static OutputFile open(@Nullable Path file) throws IOException {
        if (file == null || isStandardOutput(file)) {
            // System.out would hide that the reader at the other end has gone.
            OutputStream out = new FileOutputStream(FileDescriptor.out);
            return new OutputFile(new NamedStream(out, "standard output", null), null, null, null);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A device or a named pipe has no incomplete state to hide.
            OutputStream out = Channels.newOutputStream(openForWriting(file, file));
            return new OutputFile(new NamedStream(out, file.toString(), null), null, null, null);
        }
        Path target = target(file);
        Path partial = partial(target);
        FileChannel channel = openLocked(partial, file);
        NamedStream out = new NamedStream(Channels.newOutputStream(channel), file.toString(), partial);
        return new OutputFile(out, channel, partial, target);
    }

    /** What a symbolic link leads to, which need not exist: the link stays, as it does when a shell writes to it. */
    private static Path target(Path file) throws IOException {
        Path target = file;
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemException(file.toString(), null, "too many levels of symbolic links");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    /** Whether an option names standard output. */
    private static boolean isStandardOutput(Path file) {
        return file.toString().equals(STANDARD_OUTPUT);
    }

    /** Opens a partial file, and empties it once it is locked: until then it may be another process's. */
    private static FileChannel openLocked(Path partial, Path named) throws IOException {
        while (true) {
            create(partial, named);
            Object expected = identity(partial);
            FileChannel channel = openForWriting(partial, named);
            try {
                if (!lock(channel)) {
                    throw new FileSystemException(
                            named.toString(), null, "another process writes it, and holds the lock of " + partial);
                }
                // The process that held the lock before may have renamed the file.
                if (expected.equals(identity(partial))) {
                    return channel.truncate(0);
                }
                channel.close();
            } catch (IOException | RuntimeException | Error e) {
                channel.close();
                throw e;
            }
        }
    }

    private static void create(Path path, Path named) throws IOException {
        try {
            Files.createFile(path);
        } catch (FileAlreadyExistsException e) {
            // An interrupted command has left it, or another one writes it.
        } catch (FileSystemException e) {
            throw new FileSystemException(named.toString(), null, FileErrors.reason(e));
        }
    }

    private static FileChannel openForWriting(Path path, Path named) throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            throw new FileSystemException(named.toString(), null, FileErrors.reason(e));
        }
    }

    /** Returns false if another output holds the lock. On a file system without locks nobody does. */
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Which file has a name: its key, or what is nearest to one on a file system without keys. */
    private static Object identity(Path path) throws IOException {
        if (!Files.exists(path)) {
            return "missing";
        }
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime());
    }

    private static Path partial(Path file) {
        return file.resolveSibling(file.getFileName() + ".partial");
    }

    /**
     * Checks that nothing would be written over.
     *
     * @param records where the records go; null for standard output
     * @param statistics where the statistics go; null for nowhere
     * @throws IllegalArgumentException when the records or the statistics would go onto a capture, or onto each other
     */
    public static void checkDistinct(List<String> captures, @Nullable Path records, @Nullable Path statistics) {
        for (String capture : captures) {
            if (records != null && overwrites(records, capture)) {
                throw new IllegalArgumentException("the output " + records + " would overwrite the capture " + capture);
            }
            if (statistics != null && overwrites(statistics, capture)) {
                throw new IllegalArgumentException("--stats " + statistics + " would overwrite the capture " + capture);
            }
        }
        if (statistics != null) {
            checkDistinct(records, statistics);
        }
    }

    private static void checkDistinct(@Nullable Path records, Path statistics) {
        if (records == null || isStandardOutput(records)) {
            if (isStandardOutput(statistics)) {
                throw new IllegalArgumentException("the output and --stats are both standard output");
            }
        } else if (overwrites(records, statistics.toString()) || overwrites(statistics, records.toString())) {
            throw new IllegalArgumentException("the output and --stats are both " + statistics);
        }
    }

    private static boolean overwrites(Path output, String other) {
        return !isStandardOutput(output)
                && !other.equals(STANDARD_OUTPUT)
                && (isSame(other, output) || isSame(other, partial(resolved(output))));
    }

    /** What a link leads to; the name itself if that cannot be found out. */
    private static Path resolved(Path path) {
        try {
            return target(path);
        } catch (IOException e) {
            return path;
        }
    }

    private static boolean isSame(String path, Path other) {
        try {
            return resolved(Path.of(path))
                            .toAbsolutePath()
                            .normalize()
                            .equals(resolved(other).toAbsolutePath().normalize())
                    || Files.isSameFile(Path.of(path), other);
        } catch (IOException | InvalidPathException e) {
            // One of them does not exist.
            return false;
        }
    }

    /** Takes the bytes; unbuffered. */
    public OutputStream stream() {
        return stream;
    }

    /** Call after the last byte: without it the file keeps its partial name, or goes if it is empty. */
    public void complete() throws IOException {
        stream.flush();
        if (channel != null) {
            // A machine that loses power after the rename must not be left with a file that lacks its end.
            try {
                channel.force(true);
            } catch (IOException e) {
                throw stream.named(e);
            }
        }
        complete = true;
    }

    @Override
    public void close() throws IOException {
        // The stream holds the lock: without it the partial name may be another process's.
        try (stream) {
            if (channel == null || partial == null || file == null || !channel.isOpen()) {
                return;
            }
            if (complete) {
                rename(partial, file);
            } else if (channel.size() == 0) {
                Files.deleteIfExists(partial);
            }
        }
    }

    private void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException e) {
            throw stream.named(e);
        }
    }
}
