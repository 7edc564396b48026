package io.flowjay.camel.inbox;

import org.jspecify.annotations.Nullable;

/**
 * What is to become of a capture when work on it has ended.
 *
 * @param name its name when it has left the inbox
 * @param report why it goes to {@code .failed/}; null for a capture that is published
 */
record CaptureOutcome(String name, @Nullable FailureReport report) {
    static CaptureOutcome done(String name) {
        return new CaptureOutcome(name, null);
    }

    static CaptureOutcome failed(String name, FailureReport report) {
        return new CaptureOutcome(name, report);
    }

    /** The same outcome under another name. */
    CaptureOutcome named(String other) {
        return new CaptureOutcome(other, report);
    }
}
