package io.flowjay.record.sink;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A stream whose errors say where it leads. */
final class NamedStream extends FilterOutputStream {
    private final String name;
    private final @Nullable Path partial;

    /**
     * @param name what the user calls the output
     * @param partial the file that keeps what was written before an error, unless it is empty; null if there is none
     */
    NamedStream(OutputStream out, String name, @Nullable Path partial) {
        super(out);
        this.name = name;
        this.partial = partial;
    }

    @Override
    public void write(int value) throws IOException {
        try {
            out.write(value);
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException e) {
            throw named(e);
        }
    }

    /** The error with the name of the output. Without a cause: its message would be put after what was written. */
    IOException named(IOException e) {
        String reason = e instanceof FileSystemException of ? FileErrors.reason(of) : String.valueOf(e.getMessage());
        return new UnwrittenException(name, reason, partial == null || isEmpty(partial) ? "" : left(partial));
    }

    /** Where the rest is: the directory is left out where it is that of the output. */
    private String left(Path file) {
        Path plain = file.getFileName();
        boolean isBeside = Path.of(name).resolveSibling(plain).equals(file);
        return "; what was written is in " + (isBeside ? plain : file);
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            // What cannot be found is not worth a hint.
            return true;
        }
    }

    /** The name of an output, the reason why it cannot be written, and what is left of it. */
    private static final class UnwrittenException extends FileSystemException {
        private static final long serialVersionUID = 1;

        private final String left;

        /** @param left end of the sentence: where the rest is; empty if there is none */
        UnwrittenException(String name, String reason, String left) {
            super(name, null, reason);
            this.left = left;
        }

        @Override
        public String getMessage() {
            return super.getMessage() + left;
        }
    }
}
