package io.flowjay.packet.link;

import io.flowjay.packet.EtherType;
import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/**
 * PPP (RFC 1661 section 2): a protocol number of two bytes, or of one that is odd where both sides agreed to it, behind the
 * address and control bytes of HDLC-like framing (RFC 1662 section 3.1) unless both sides agreed to leave them out.
 */
final class Ppp {
    private static final int ALL_STATIONS = 0xff;
    private static final int UNNUMBERED_INFORMATION = 0x03;
    private static final int PPPOE_LENGTH = 6;
    private static final int PPPOE_CODE = 1;

    private static final int IPV4 = 0x0021;
    private static final int VJ_COMPRESSED = 0x002d;
    private static final int VJ_UNCOMPRESSED = 0x002f;
    private static final int MULTILINK = 0x003d;
    private static final int IPV6 = 0x0057;
    private static final int ENCRYPTED_LINK = 0x0055;
    private static final int ENCRYPTED = 0x0053;
    private static final int COMPRESSED_LINK = 0x00fb;
    private static final int COMPRESSED = 0x00fd;
    private static final int MPLS_UNICAST = 0x0281;
    private static final int MPLS_MULTICAST = 0x0283;

    private Ppp() {}

    /** PPP whose address and control bytes may be there or not. */
    static Outcome decode(Frame frame, int start) {
        int at = start;
        if (frame.has(at, 2) && frame.u8(at) == ALL_STATIONS && frame.u8(at + 1) == UNNUMBERED_INFORMATION) {
            at += 2;
        }
        return protocol(frame, at);
    }

    /** PPP in HDLC-like framing, or what Cisco devices send instead of it. */
    static Outcome serial(Frame frame, int at) {
        return CiscoHdlc.startsAt(frame, at) ? CiscoHdlc.decode(frame, at) : decode(frame, at);
    }

    /** PPP whose first byte, the address, holds the direction of the packet instead. */
    static Outcome withDirection(Frame frame, int at) {
        boolean inPlaceOfAddress = frame.has(at, 2) && frame.u8(at + 1) == UNNUMBERED_INFORMATION;
        return inPlaceOfAddress ? protocol(frame, at + 2) : decode(frame, at + 1);
    }

    /** A session stage PPPoE frame (RFC 2516 section 4) after the EtherType; code 0 is data. */
    static Outcome pppoe(Frame frame, int at) {
        Outcome entered = frame.enter(Header.PPPOE, at, PPPOE_LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        return frame.u8(at + PPPOE_CODE) == 0 ? decode(frame, at + PPPOE_LENGTH) : Ignored.NOT_IP;
    }

    private static Outcome protocol(Frame frame, int at) {
        Outcome entered = frame.enter(Header.PPP, at, 1);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int first = frame.u8(at);
        if ((first & 1) != 0) {
            return payload(frame, first, at + 1);
        }
        return frame.has(at, 2) ? payload(frame, frame.u16be(at), at + 2) : Ignored.TRUNCATED_HEADER;
    }

    private static Outcome payload(Frame frame, int protocol, int at) {
        return switch (protocol) {
            case IPV4 -> frame.ipv4(at);
            case IPV6 -> frame.ipv6(at);
            case MPLS_UNICAST, MPLS_MULTICAST -> frame.etherType(EtherType.MPLS_UNICAST, at);
            case ENCRYPTED, ENCRYPTED_LINK -> Ignored.ENCRYPTED;
            case VJ_COMPRESSED, VJ_UNCOMPRESSED, MULTILINK, COMPRESSED, COMPRESSED_LINK ->
                Ignored.UNSUPPORTED_ENCAPSULATION;
            default -> Ignored.NOT_IP;
        };
    }
}
