package io.flowjay.capture;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A capture in a file format. A format reads the packets; all else is the same for every format and comes from the {@link
 * CaptureIdentity} that it holds.
 */
interface FileCapture extends CaptureReader {
    /** The longest packet that Wireshark and libpcap accept of an ordinary link type. */
    int MAX_PACKET_BYTES = 262_144;

    /** Name, id and input of the capture. */
    CaptureIdentity identity();

    @Override
    default String name() {
        return identity().name();
    }

    @Override
    default String captureId() throws IOException {
        return identity().id();
    }

    @Override
    default @Nullable CaptureReader reopen() throws IOException {
        return identity().reopen();
    }

    @Override
    default boolean isStored() {
        return identity().canReopen();
    }

    @Override
    default long bytesRead() {
        return identity().input().offset();
    }

    @Override
    default void close() throws IOException {
        identity().input().close();
    }

    /**
     * Bytes on the wire. Some writers state 0 or fewer than were captured, and no frame is shorter than what was captured of it.
     *
     * @param stated the original length as the file states it, which may exceed an int
     * @param captured bytes of the frame in the file
     */
    static int wireLength(long stated, int captured) {
        return (int) Math.max(captured, Math.min(stated, Integer.MAX_VALUE));
    }

    /**
     * Checks the length of a packet that starts at an offset.
     *
     * @throws CaptureException when it exceeds {@link #MAX_PACKET_BYTES}
     */
    static void checkLength(CaptureInput input, long offset, long captured) throws CaptureException {
        if (captured > MAX_PACKET_BYTES) {
            throw input.error(
                    offset, "a packet of " + captured + " bytes is longer than the limit of " + MAX_PACKET_BYTES);
        }
    }
}
