package io.flowjay.record;

import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.ForwardingCapture;
import io.flowjay.capture.RawPacket;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A capture that can be made to fail or to wait, and that tells how it was closed. */
final class ProbeReader extends ForwardingCapture {
    private final AtomicBoolean reading = new AtomicBoolean();
    private final AtomicBoolean closedWhileReading = new AtomicBoolean();
    private final AtomicInteger closings = new AtomicInteger();
    private int packetsLeft = Integer.MAX_VALUE;
    private Callable<Boolean> then = () -> false;
    private boolean stored = true;
    private Callable<String> id;

    ProbeReader(CaptureReader capture) {
        super(capture);
        id = capture::captureId;
    }

    /** What happens instead of reading once some packets have been read. */
    ProbeReader after(int packets, Callable<Boolean> action) {
        packetsLeft = packets;
        then = action;
        stored = false;
        return this;
    }

    /** What tells the capture's id. */
    ProbeReader id(Callable<String> source) {
        id = source;
        return this;
    }

    boolean isClosed() {
        return closings.get() > 0;
    }

    boolean wasClosedWhileReading() {
        return closedWhileReading.get();
    }

    boolean isReading() {
        return reading.get();
    }

    @Override
    public boolean next(RawPacket into) throws IOException {
        reading.set(true);
        try {
            return packetsLeft-- > 0 ? super.next(into) : call(then);
        } finally {
            reading.set(false);
        }
    }

    @Override
    public boolean isStored() {
        return stored;
    }

    @Override
    public String captureId() throws IOException {
        return call(id);
    }

    @Override
    public void close() throws IOException {
        closedWhileReading.compareAndSet(false, reading.get());
        closings.incrementAndGet();
        super.close();
    }

    private static <T> T call(Callable<T> action) throws IOException {
        try {
            return action.call();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
