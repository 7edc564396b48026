package io.flowjay.spill;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Temporary data could not be written or read: the disk is full, or the directory for temporary files cannot be used. It says nothing
 * against the capture, which can be read again when there is room.
 */
public final class SpillException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SpillException(String what, Path where, IOException cause) {
        super("%s in %s: %s".formatted(what, where, reason(cause)), cause);
    }

    private static String reason(IOException cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
