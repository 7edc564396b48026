package io.flowjay.camel;

import io.flowjay.capture.CaptureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Size, time and identity of a capture file when it was opened. A file that somebody still writes to has packets that were never read; it must
 * not pass for a capture that was read whole.
 */
public record CaptureFileState(
        @Nullable Path path,
        long size,
        FileTime modified,
        @Nullable Object key) {
    /** No file: bytes or a stream. */
    static final CaptureFileState NONE = new CaptureFileState(null, 0, FileTime.fromMillis(0), null);

    /**
     * The state of a file.
     *
     * @throws CaptureException for a symbolic link, which may lead anywhere, and for anything else that is no regular file
     */
    public static CaptureFileState of(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            String kind = attributes.isSymbolicLink() ? "a symbolic link" : "no regular file";
            throw new CaptureException(path.toString(), 0, "is " + kind + "; links are not followed", null);
        }
        return new CaptureFileState(path, attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
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
            throw new CaptureException(
                    path.toString(), size, "another file took its place while it was read; its name is not free", null);
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
