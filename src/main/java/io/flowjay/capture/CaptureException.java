package io.flowjay.capture;

import java.io.IOException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A capture cannot be read from an offset on, or as a whole. The message names the capture, the offset and the reason. */
@API(status = API.Status.STABLE, since = "0.1.0")
public class CaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String capture;
    private final long offset;
    private final String reason;

    /**
     * @param capture path or name of the capture
     * @param offset where in the capture's uncompressed content
     * @param reason what is wrong there
     * @param cause what a library said, if one did
     */
    public CaptureException(String capture, long offset, String reason, @Nullable Throwable cause) {
        super(capture + ": offset " + offset + ": " + reason, cause);
        this.capture = capture;
        this.offset = offset;
        this.reason = reason;
    }

    /** Something is wrong with the capture as a whole. */
    CaptureException(String capture, String reason) {
        super(capture + ": " + reason);
        this.capture = capture;
        this.offset = 0;
        this.reason = reason;
    }

    /** Path or name of the capture. */
    public String capture() {
        return capture;
    }

    /** Offset in the uncompressed content; 0 if the reason concerns the whole capture. */
    public long offset() {
        return offset;
    }

    /** What is wrong there. */
    public String reason() {
        return reason;
    }
}
