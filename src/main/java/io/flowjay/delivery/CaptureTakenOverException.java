package io.flowjay.delivery;

import org.jspecify.annotations.Nullable;

/** Another worker has begun to deliver the same capture; this one must leave it alone. */
public final class CaptureTakenOverException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Another worker has it.
     *
     * @param capture its name
     * @param cause what showed it
     */
    public CaptureTakenOverException(String capture, @Nullable Throwable cause) {
        super("another worker has taken over " + capture, cause);
    }
}
