package io.flowjay.spill;

import java.io.IOException;

/**
 * The temporary file cannot be written or read, for example because the disk is full. It says nothing against the capture: reading it
 * again succeeds when the cause is gone.
 */
public final class SpillException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SpillException(String message, IOException cause) {
        super(message, cause);
    }
}
