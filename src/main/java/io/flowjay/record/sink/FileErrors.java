package io.flowjay.record.sink;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Words for what is wrong with a file. */
public final class FileErrors {
    private FileErrors() {}

    /** Why a file cannot be used; Java's own messages are often the file's name and nothing else. */
    public static String reason(FileSystemException e) {
        if (e.getReason() != null) {
            return e.getReason();
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        // Only directories are created where something may exist.
        return e instanceof FileAlreadyExistsException ? "is not a directory" : "cannot be used";
    }
}
