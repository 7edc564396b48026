package io.flowjay.spill;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The temporary file cannot be written or read, for example because the disk is full. It says nothing against the capture: reading it
 * again succeeds when the cause is gone.
 */
public final class SpillException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    SpillException(String message, IOException cause) {
        super(message, cause);
    }
}
