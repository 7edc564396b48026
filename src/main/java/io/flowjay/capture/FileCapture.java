package io.flowjay.capture;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A capture that is read from a file, pipe or array: the packets of its format, under its name and id. */
final class FileCapture implements CaptureReader {
    private final CaptureInput input;
    private final CaptureIdentity identity;
    private final FilePackets packets;

    /**
     * @param input the uncompressed bytes, which this capture closes
     * @param identity name and id of the capture
     * @param packets reads the packets from the input
     */
    FileCapture(CaptureInput input, CaptureIdentity identity, FilePackets packets) {
        this.input = input;
        this.identity = identity;
        this.packets = packets;
    }

    @Override
    public boolean next(RawPacket into) throws IOException {
        return packets.next(into);
    }

    @Override
    public String name() {
        return identity.name();
    }

    @Override
    public String captureId() throws IOException {
        return identity.id();
    }

    @Override
    public @Nullable CaptureReader reopen() throws IOException {
        return identity.reopen();
    }

    @Override
    public CaptureFormat format() {
        return packets.format();
    }

    @Override
    public long packetsDropped() {
        return packets.dropped();
    }

    @Override
    public long bytesRead() {
        return input.offset();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
