package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/**
 * Logical link control (IEEE 802.2) and its subnetwork access protocol (IEEE 802 clause 10): access points of both sides and a
 * control field, then for SNAP an organisation and a protocol of that organisation.
 */
final class Llc {
    private static final int LENGTH = 3;
    private static final int SNAP_LENGTH = 5;
    private static final int IP_SAP = 0x06;
    private static final int SNAP_SAP = 0xaa;
    private static final int NETWORK_LAYER_SAP = 0xfe;
    private static final int UNNUMBERED_INFORMATION = 0x03;
    private static final int ENCAPSULATED_ETHERNET = 0x000000;
    private static final int CISCO_90_COMPATIBLE = 0x0000f8;
    private static final int BRIDGED = 0x0080c2;
    private static final int ETHERNET_WITH_FCS = 0x0001;
    private static final int ETHERNET_WITHOUT_FCS = 0x0007;
    private static final int FCS_LENGTH = 4;

    private Llc() {}

    static Outcome decode(Frame frame, int at) {
        return decode(frame, at, 0);
    }

    /** LLC over ATM (RFC 2684 section 5), which pads bridged frames to 16 bits. */
    static Outcome atm(Frame frame, int at) {
        return decode(frame, at, 2);
    }

    private static Outcome decode(Frame frame, int at, int padding) {
        Outcome entered = frame.enter(Header.LLC, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int destination = frame.u8(at);
        int source = frame.u8(at + 1);
        if (destination != source || frame.u8(at + 2) != UNNUMBERED_INFORMATION) {
            return Ignored.NOT_IP;
        }
        return switch (destination) {
            case SNAP_SAP -> snap(frame, at + LENGTH, padding);
            case IP_SAP -> frame.ipv4(at + LENGTH);
            case NETWORK_LAYER_SAP -> Nlpid.decode(frame, at + LENGTH);
            default -> Ignored.NOT_IP;
        };
    }

    static Outcome snap(Frame frame, int at) {
        return snap(frame, at, 0);
    }

    private static Outcome snap(Frame frame, int at, int padding) {
        Outcome entered = frame.enter(Header.SNAP, at, SNAP_LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int organisation = frame.u16be(at) << 8 | frame.u8(at + 2);
        int protocol = frame.u16be(at + 3);
        return switch (organisation) {
            case ENCAPSULATED_ETHERNET, CISCO_90_COMPATIBLE -> {
                Outcome outcome = frame.etherType(protocol, at + SNAP_LENGTH);
                if (outcome == Progress.DECODED) {
                    frame.packet.ethernet.type(protocol);
                }
                yield outcome;
            }
            case BRIDGED -> bridged(frame, protocol, at + SNAP_LENGTH + padding);
            default -> Ignored.NOT_IP;
        };
    }

    /** Bridged Ethernet (RFC 2427 section 4.2, RFC 2684 section 5.2). */
    private static Outcome bridged(Frame frame, int protocol, int at) {
        if (protocol == ETHERNET_WITH_FCS) {
            frame.leaveOut(FCS_LENGTH);
            return frame.ethernet(at);
        }
        return protocol == ETHERNET_WITHOUT_FCS ? frame.ethernet(at) : Ignored.NOT_IP;
    }
}
