package io.flowjay.record;

import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.ForwardingCapture;
import io.flowjay.capture.RawPacket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A capture that ends with a {@link io.flowjay.capture.LimitException} when {@code max-time} has passed, even within a flow. */
final class TimedCapture extends ForwardingCapture {
    private static final int PACKETS_PER_CHECK = 256;

    private final CaptureBudget budget;
    private int untilCheck;

    TimedCapture(CaptureReader capture, CaptureBudget budget) {
        super(capture);
        this.budget = budget;
    }

    @Override
    public boolean next(RawPacket into) throws IOException {
        if (untilCheck == 0) {
            budget.checkTime();
            untilCheck = PACKETS_PER_CHECK;
        }
        untilCheck--;
        return super.next(into);
    }

    @Override
    public @Nullable CaptureReader reopen() throws IOException {
        CaptureReader again = capture.reopen();
        return again == null ? null : new TimedCapture(again, budget);
    }
}
