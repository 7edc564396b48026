package io.flowjay.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where records go: standard output, or a file that appears under its name when it is complete. */
final class OutputFile implements AutoCloseable {
    private final OutputStream stream;
    private final @Nullable Path partial;
    private final @Nullable Path file;
    private boolean complete;

    private OutputFile(OutputStream stream, @Nullable Path partial, @Nullable Path file) {
        this.stream = stream;
        this.partial = partial;
        this.file = file;
    }

    /**
     * @param file the file, or null for standard output
     */
    static OutputFile open(@Nullable Path file) throws IOException {
        if (file == null) {
            // System.out would hide that the reader at the other end has gone.
            return new OutputFile(new FileOutputStream(FileDescriptor.out), null, null);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A device or a named pipe has no incomplete state to hide.
            return new OutputFile(Files.newOutputStream(file), null, null);
        }
        Path partial = partial(file);
        return new OutputFile(Files.newOutputStream(partial), partial, file);
    }

    private static Path partial(Path file) {
        return file.resolveSibling(file.getFileName() + ".partial");
    }

    /**
     * Checks that nothing would be written over.
     *
     * @throws IllegalArgumentException when the records or the statistics would go onto a capture, or onto each other
     */
    static void checkDistinct(List<String> captures, @Nullable Path records, @Nullable Path statistics) {
        for (String capture : captures) {
            if (records != null && (isSame(capture, records) || isSame(capture, partial(records)))) {
                throw new IllegalArgumentException("the output " + records + " would overwrite the capture " + capture);
            }
            if (statistics != null && isSame(capture, statistics)) {
                throw new IllegalArgumentException("--stats " + statistics + " would overwrite the capture " + capture);
            }
        }
        if (records != null && statistics != null && isSame(records.toString(), statistics)) {
            throw new IllegalArgumentException("the output and --stats are both " + records);
        }
    }

    private static boolean isSame(String path, Path other) {
        try {
            return Path.of(path)
                            .toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())
                    || Files.isSameFile(Path.of(path), other);
        } catch (IOException | InvalidPathException e) {
            // One of them does not exist.
            return false;
        }
    }

    OutputStream stream() {
        return stream;
    }

    /** To be called behind the last record; without it the file keeps its partial name. */
    void complete() throws IOException {
        stream.flush();
        complete = true;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        if (complete && partial != null && file != null) {
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
