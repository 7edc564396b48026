package io.flowjay.packet.tunnel;

import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Tunnel;
import io.flowjay.packet.frame.Frame;

/**
 * Ethernet over IP of MikroTik's RouterOS: GRE version 1 with a key and a type of its own. The key holds the length of the frame and the
 * number of the tunnel, which is the same for both ends, in little-endian order.
 */
final class Eoip {
    /** The type in the GRE header. */
    static final int TYPE = 0x6400;

    private static final int FLAGS = 0x2001;
    private static final int KEY = 4;
    private static final int LENGTH = 8;

    private Eoip() {}

    /**
     * Decodes the frame after a GRE header.
     *
     * @param at where the GRE header starts
     */
    static Outcome decode(Frame frame, int at) {
        if (!frame.has(at, LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int length = frame.u16be(at + KEY);
        if (frame.u16be(at) != FLAGS || length > frame.wireLength(at + LENGTH)) {
            return Ignored.NOT_IP;
        }
        frame.tunnelId(Tunnel.EOIP, frame.u16le(at + KEY + 2));
        frame.endAt((long) at + LENGTH + length);
        return TunnelDecoders.inside(frame, Tunnel.EOIP, frame.ethernet(at + LENGTH));
    }
}
