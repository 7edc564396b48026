package io.flowjay.capture;

import java.io.IOException;

/**
 * A capture that does what another one does, except for what a subclass changes. It can be read only once unless the subclass opens
 * the other one anew and changes that too.
 */
public abstract class ForwardingCapture implements CaptureReader {
    /** The other capture. */
    protected final CaptureReader capture;

    /** @param capture the other capture, which this one closes */
    protected ForwardingCapture(CaptureReader capture) {
        this.capture = capture;
    }

    @Override
    public boolean next(RawPacket into) throws IOException {
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
    public boolean isLive() {
        return capture.isLive();
    }

    @Override
    public boolean isStored() {
        return capture.isStored();
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
    public long packetsOverrun() {
        return capture.packetsOverrun();
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
