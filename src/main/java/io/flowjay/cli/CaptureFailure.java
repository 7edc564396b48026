package io.flowjay.cli;

import io.flowjay.flow.CaptureCounts;
import java.io.IOException;

/** A capture could not be read whole; the others still can. */
final class CaptureFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient CaptureCounts counts;

    CaptureFailure(String message, Throwable cause, CaptureCounts counts) {
        super(message, cause);
        this.counts = counts;
    }

    /** What had been read before. */
    CaptureCounts counts() {
        return counts;
    }
}
