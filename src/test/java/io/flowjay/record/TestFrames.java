package io.flowjay.record;

import java.nio.ByteBuffer;

/** Ethernet frames with IPv4 between hosts 10.x.x.x, for tests that need many flows rather than special ones. */
final class TestFrames {
    private static final int IP_START = 14;
    private static final int IP_BYTES = 20;

    private TestFrames() {}

    /** A UDP datagram with a payload of zeros. */
    static byte[] udp(int source, int destination, int sourcePort, int destinationPort, int payload) {
        byte[] frame = new byte[IP_START + IP_BYTES + 8 + payload];
        ipv4(frame, 17, source, destination)
                .putShort((short) sourcePort)
                .putShort((short) destinationPort)
                .putShort((short) (8 + payload));
        return frame;
    }

    /** A TCP segment with a payload of zeros; flags as in the header (RFC 9293 section 3.1). */
    static byte[] tcp(int source, int destination, int sourcePort, int destinationPort, int flags, int payload) {
        byte[] frame = new byte[IP_START + IP_BYTES + 20 + payload];
        ipv4(frame, 6, source, destination)
                .putShort((short) sourcePort)
                .putShort((short) destinationPort)
                .putLong(0)
                .put((byte) 0x50)
                .put((byte) flags);
        return frame;
    }

    /** Fills the headers in, and answers the rest. */
    private static ByteBuffer ipv4(byte[] frame, int protocol, int source, int destination) {
        return ByteBuffer.wrap(frame)
                .putShort(IP_START - 2, (short) 0x0800)
                .position(IP_START)
                .putShort((short) 0x4500)
                .putShort((short) (frame.length - IP_START))
                .putInt(0)
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(0x0a000000 | source)
                .putInt(0x0a000000 | destination);
    }
}
