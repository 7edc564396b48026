package io.flowjay.spill;

import java.io.IOException;

/**
 * The temporary file cannot be written or read, for example because the disk is full. It says nothing against the capture: reading it
 * again succeeds when the cause is gone.
 */
public final class SpillException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param message what could not be done, where and why
     * @param cause what the system said
     */
    public SpillException(String message, IOException cause) {
        super(message, cause);
    }
}
