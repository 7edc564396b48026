package io.flowjay.packet.tunnel;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.Tunnel;
import io.flowjay.packet.frame.Frame;

/**
 * User packets (T-PDU) of the GPRS tunnelling protocol: version 1 (3GPP TS 29.281 section 5) with its extension headers, and
 * version 0 (TS 09.60 section 6).
 */
final class Gtp {
    private static final int LENGTH = 8;
    private static final int LENGTH_0 = 20;
    private static final int USER_PACKET = 0xff;
    private static final int OPTIONAL_FIELDS = 0x07;
    private static final int OPTIONAL_LENGTH = 4;
    private static final int EXTENSION = 0x04;

    private Gtp() {}

    static Outcome decode(Frame frame, int at) {
        Outcome entered = frame.enter(Header.GTP, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int flags = frame.u8(at);
        int version = flags >> 5;
        if (frame.u8(at + 1) != USER_PACKET || version > 1) {
            return Ignored.NOT_IP;
        }
        int length = version == 0 ? LENGTH_0 : LENGTH;
        if (version == 0) {
            // Flow label; the tunnel identifier after it tells subscribers apart, not tunnels.
            frame.receiversTunnelId(Tunnel.GTP, frame.u16be(at + 6));
        } else {
            frame.receiversTunnelId(Tunnel.GTP, (int) frame.u32be(at + 4));
        }
        frame.endAt((long) at + length + frame.u16be(at + 2));
        return version == 0 || (flags & OPTIONAL_FIELDS) == 0
                ? frame.ip(at + length)
                : optional(frame, (flags & EXTENSION) != 0, at + LENGTH);
    }

    /** The last optional field is the type of the first extension header, if any; that of the next ends each of them. */
    private static Outcome optional(Frame frame, boolean extensions, int start) {
        int at = start + OPTIONAL_LENGTH;
        if (!frame.has(start, OPTIONAL_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int next = extensions ? frame.u8(at - 1) : 0;
        while (next != 0) {
            int length = frame.has(at, 1) ? frame.u8(at) * 4 : 0;
            if (length == 0 || !frame.has(at, length)) {
                return Ignored.TRUNCATED_HEADER;
            }
            at += length;
            next = frame.u8(at - 1);
        }
        return frame.ip(at);
    }
}
