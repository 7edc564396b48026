package io.flowjay.camel;

import io.flowjay.capture.CaptureException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.jspecify.annotations.Nullable;

/**
 * Size, time and identity of a capture file when it was opened. A file that somebody still writes to has packets that were never read; it must
 * not pass for a capture that was read whole.
 *
 * @param path where the file was; null for bytes and streams
 * @param size bytes
 * @param modified when it was last written to, as the file says
 * @param key distinguishes it from another file that takes its name; null where the file system has no such key
 * @param kind what it is if it is not a regular file; null for a regular one
 */
public record CaptureFileState(
        @Nullable Path path,
        long size,
        FileTime modified,
        @Nullable Object key,
        @Nullable String kind) {
    /** No file: bytes or a stream. */
    static final CaptureFileState NONE = new CaptureFileState(null, 0, FileTime.fromMillis(0), null, null);

    /** The file in a message under its own name: Camel's conversion to a file takes a backslash in it for a slash. Null for other bodies. */
    public static @Nullable File fileIn(Message message) {
        Object body = message.getBody();
        Object content = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        return content instanceof File file ? file : message.getBody(File.class);
    }

    /**
     * The state of a file, whatever it is; of a link itself, not of what it leads to.
     *
     * @throws IOException when there is none, or its attributes cannot be read
     */
    public static CaptureFileState ofAny(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String kind = attributes.isSymbolicLink() ? "a symbolic link" : "not a regular file";
        return new CaptureFileState(
                path,
                attributes.size(),
                attributes.lastModifiedTime(),
                attributes.fileKey(),
                attributes.isRegularFile() ? null : kind);
    }

    /**
     * The state of a file.
     *
     * @throws CaptureException for a symbolic link, which may lead anywhere, and for anything else that is not a regular file
     */
    public static CaptureFileState of(Path path) throws IOException {
        CaptureFileState state = ofAny(path);
        state.checkRegular();
        return state;
    }

    /**
     * Checks that it is a regular file.
     *
     * @throws CaptureException for a symbolic link, and for anything else that is not a regular file
     */
    public void checkRegular() throws CaptureException {
        if (kind != null) {
            throw new CaptureException(String.valueOf(path), 0, "is " + kind + "; links are not followed", null);
        }
    }

    /** Whether another state is that of the same file, under whatever name, and nobody has written to it in between. */
    public boolean isSameFile(CaptureFileState other) {
        return size == other.size && modified.equals(other.modified) && Objects.equals(key, other.key);
    }

    /** The same without a look at the content: somebody may have written to it in between. */
    public boolean isSameFileIfWrittenTo(CaptureFileState other) {
        return key == null ? isSameFile(other) : key.equals(other.key);
    }

    /**
     * @throws CaptureException when the file is no longer what it was
     */
    void checkUnchanged() throws IOException {
        if (path == null) {
            return;
        }
        CaptureFileState now = of(path);
        if (!Objects.equals(key, now.key)) {
            throw new CaptureException(path.toString(), size, "another file took its name while it was read", null);
        }
        if (!equals(now)) {
            throw new CaptureException(
                    path.toString(),
                    size,
                    "the file changed while it was read: from " + size + " bytes to " + now.size
                            + "; it must be complete before it enters the directory",
                    null);
        }
    }
}
