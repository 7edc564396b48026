package io.flowjay.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Where records go: standard output, or a file that appears under its name when it is complete. */
final class OutputFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream stream;
    private final @Nullable Path partial;
    private final @Nullable Path file;
    private boolean complete;

    private OutputFile(OutputStream stream, @Nullable Path partial, @Nullable Path file) {
        this.stream = new BufferedOutputStream(stream, BUFFER_BYTES);
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
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        return new OutputFile(Files.newOutputStream(partial), partial, file);
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
