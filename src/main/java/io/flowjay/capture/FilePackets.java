package io.flowjay.capture;

import java.io.IOException;

/** Reads packets in one file format from a {@link CaptureInput}. For use by one thread. */
interface FilePackets {
    /** The longest packet that Wireshark and libpcap accept of an ordinary link type. */
    int MAX_PACKET_BYTES = 262_144;

    /**
     * Reads the next packet.
     *
     * @param into takes the packet, which points into the input's window
     * @return false at the end of the capture
     * @throws CaptureException where the capture is damaged or cut
     */
    boolean next(RawPacket into) throws IOException;

    /** The format. */
    CaptureFormat format();

    /** Packets that the file says were lost, as far as it was read; 0 where it says nothing. */
    default long dropped() {
        return 0;
    }

    /** Bytes on the wire as the file states them, which may exceed an int. */
    static int wireLength(long stated) {
        return (int) Math.min(stated, Integer.MAX_VALUE);
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
