package io.flowjay.camel;

import io.flowjay.record.sink.FileErrors;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Files of records cannot be written now: the disk is full or missing, for example. The capture is not at fault. */
public final class FilesUnavailableException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Names the directory and the reason, in one line.
     *
     * @param directory the directory of the files
     * @param failure what failed there
     */
    public FilesUnavailableException(Path directory, IOException failure) {
        super("files cannot be written to " + directory + ": " + reason(failure), failure);
    }

    private static String reason(IOException failure) {
        return failure instanceof FileSystemException e ? FileErrors.reason(e) : String.valueOf(failure.getMessage());
    }
}
