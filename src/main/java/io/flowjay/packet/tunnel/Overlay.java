package io.flowjay.packet.tunnel;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.Tunnel;
import io.flowjay.packet.frame.Frame;
import io.flowjay.packet.frame.LikelyEthernet;
import io.flowjay.packet.frame.NextProtocol;

/** Network overlays over UDP: a header of 8 bytes, and for Geneve options. */
final class Overlay {
    private static final int LENGTH = 8;
    private static final int INSTANCE = 0x08;
    private static final int PLAIN_VXLAN = 0x08000000;
    private static final int GENEVE_VERSION = 0xc0;
    private static final int GENEVE_OPTIONS = 0x3f;

    private Overlay() {}

    /** VXLAN (RFC 7348 section 5): the flag for a network identifier is always set. */
    static Outcome vxlan(Frame frame, int at) {
        Outcome entered = frame.enter(Header.VXLAN, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        if ((frame.u8(at) & INSTANCE) == 0) {
            return Ignored.NOT_IP;
        }
        frame.tunnelId(Tunnel.VXLAN, network(frame, at));
        return frame.ethernet(at + LENGTH);
    }

    /**
     * VXLAN on a port that other traffic uses too: all reserved bits are 0, and an Ethernet frame with an IP packet follows.
     */
    static Outcome strictVxlan(Frame frame, int at) {
        boolean plain = frame.has(at, LENGTH) && frame.u32be(at) == PLAIN_VXLAN && frame.u8(at + 7) == 0;
        return plain && LikelyEthernet.startsAt(frame, at + LENGTH) ? vxlan(frame, at) : Ignored.NOT_IP;
    }

    /** VXLAN-GPE (draft-ietf-nvo3-vxlan-gpe section 3): byte 3 tells the protocol, 0 that it is Ethernet as in VXLAN. */
    static Outcome vxlanGpe(Frame frame, int at) {
        Outcome entered = frame.enter(Header.VXLAN, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        if ((frame.u8(at) & INSTANCE) != 0) {
            frame.tunnelId(Tunnel.VXLAN, network(frame, at));
        }
        int next = frame.u8(at + 3);
        return next == 0 ? frame.ethernet(at + LENGTH) : NextProtocol.decode(frame, next, at + LENGTH);
    }

    /** Geneve (RFC 8926 section 3.4): the options' length in units of 4 bytes, then the EtherType. */
    static Outcome geneve(Frame frame, int at) {
        if (!frame.has(at, LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int first = frame.u8(at);
        int type = frame.u16be(at + 2);
        int length = LENGTH + (first & GENEVE_OPTIONS) * 4;
        if ((first & GENEVE_VERSION) != 0) {
            return Ignored.NOT_IP;
        }
        Outcome entered = frame.enter(Header.GENEVE, at, length);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        frame.tunnelId(Tunnel.GENEVE, network(frame, at));
        return frame.etherType(type, at + length);
    }

    /** LISP (RFC 9300 section 5.1): flags, nonce and locators, then IP. */
    static Outcome lisp(Frame frame, int at) {
        Outcome entered = frame.enter(Header.LISP, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        if ((frame.u8(at) & INSTANCE) != 0) {
            frame.tunnelId(Tunnel.LISP, network(frame, at));
        }
        return frame.ip(at + LENGTH);
    }

    /** The network or instance identifier: the first 24 bits of the second word. */
    private static int network(Frame frame, int at) {
        return (int) (frame.u32be(at + 4) >> 8);
    }
}
