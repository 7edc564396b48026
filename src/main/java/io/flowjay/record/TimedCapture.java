package io.flowjay.record;

import io.flowjay.capture.CaptureFormat;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A capture that ends with a {@link io.flowjay.capture.LimitException} when its time is over, also in the middle of a flow. */
final class TimedCapture implements CaptureReader {
    private static final int PACKETS_PER_CHECK = 256;

    private final CaptureReader capture;
    private final CaptureBudget budget;
    private int untilCheck;

    TimedCapture(CaptureReader capture, CaptureBudget budget) {
        this.capture = capture;
        this.budget = budget;
    }

    @Override
    public boolean next(RawPacket into) throws IOException {
        if (untilCheck == 0) {
            budget.checkTime();
            untilCheck = PACKETS_PER_CHECK;
        }
        untilCheck--;
        return capture.next(into);
    }

    @Override
    public String name() {
        return capture.name();
    }

    @Override
    public String captureId() throws IOException {
        return capture.captureId();
    }

    @Override
    public @Nullable CaptureReader reopen() throws IOException {
        CaptureReader again = capture.reopen();
        return again == null ? null : new TimedCapture(again, budget);
    }

    @Override
    public CaptureFormat format() {
        return capture.format();
    }

    @Override
    public long packetsDropped() {
        return capture.packetsDropped();
    }

    @Override
    public long bytesRead() {
        return capture.bytesRead();
    }

    @Override
    public void close() throws IOException {
        capture.close();
    }
}
