package io.flowjay.capture;

import java.io.Closeable;
import java.io.IOException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads the packets of one capture, in the order of the file. For use by one thread. */
@API(status = API.Status.STABLE, since = "0.1.0")
public interface CaptureReader extends Closeable {
    /**
     * Reads the next packet; a live capture waits for it, and tells now and then that time passed without one, see
     * {@link RawPacket#kind()}.
     *
     * @param into takes the packet; valid until the next call
     * @return false at the end of the capture
     * @throws CaptureException where the capture is damaged or cut; every whole packet before that has been read
     */
    boolean next(RawPacket into) throws IOException;

    /** The capture's name: a file's name without its directory. */
    String name();

    /**
     * The capture's id, 64 hex digits: the same for the same content under any name and compression, see {@link CaptureId}.
     * To be asked for before the reader is closed.
     *
     * @throws IOException when the file cannot be read for it
     */
    String captureId() throws IOException;

    /**
     * Opens the capture anew, at its start; this reader is not affected.
     *
     * @return another reader, to be closed by the caller; null when the capture can be read only once
     * @throws IOException when it cannot be opened any more
     */
    default @Nullable CaptureReader reopen() throws IOException {
        return null;
    }

    /** Whether packets come at the time they are captured, so that nothing should wait for more of them. */
    default boolean isLive() {
        return false;
    }

    /** Whether all of it is there, in a file or in memory, so that reading it waits for nobody. */
    default boolean isStored() {
        return false;
    }

    /** The capture's format. */
    CaptureFormat format();

    /** Packets that the capturing system says it lost, as far as the capture was read; 0 where it says nothing. */
    default long packetsDropped() {
        return 0;
    }

    /** Packets that came faster than they were read, so that this reader had no room for them; 0 for all but a live capture. */
    default long packetsOverrun() {
        return 0;
    }

    /** Uncompressed bytes that the packets so far and what surrounds them took. */
    long bytesRead();
}
