package io.flowjay.packet.tag;

import io.flowjay.packet.Header;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Encapsulation;
import io.flowjay.packet.frame.Frame;

/** Ethernet frames with a switch's own tag between addresses and EtherType, as Linux sees them on the port to the switch. */
final class SwitchTag {
    private static final int ADDRESSES = 12;
    private static final int DSA_LENGTH = 4;
    private static final int EDSA_LENGTH = 8;
    private static final int BROADCOM_LENGTH = 4;
    private static final int TAGGED = 0x20;
    private static final int VLAN_ID = 0x0fff;
    private static final int UNTAGGED = -1;

    private SwitchTag() {}

    /** Marvell's tag, which takes the place of the VLAN tag. */
    static Outcome dsa(Frame frame, int at) {
        return marvell(frame, at, DSA_LENGTH);
    }

    /** Marvell's tag after an EtherType of its own. */
    static Outcome edsa(Frame frame, int at) {
        return marvell(frame, at, EDSA_LENGTH);
    }

    static Outcome broadcom(Frame frame, int at) {
        return beforeEtherType(frame, Header.BROADCOM_TAG, at, BROADCOM_LENGTH, UNTAGGED);
    }

    private static Outcome marvell(Frame frame, int at, int length) {
        int tag = at + ADDRESSES + length - DSA_LENGTH;
        boolean tagged = frame.has(tag, DSA_LENGTH) && (frame.u8(tag) & TAGGED) != 0;
        int vlanId = tagged ? frame.u16be(tag + 2) & VLAN_ID : 0;
        frame.packet.vlan(vlanId);
        return beforeEtherType(frame, Header.DSA, at, length, tagged ? vlanId : UNTAGGED);
    }

    private static Outcome beforeEtherType(Frame frame, Header header, int at, int length, int vlanId) {
        Outcome entered = frame.enter(Header.ETHERNET, at, ADDRESSES);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        byte[] data = frame.data();
        Outcome outcome = Encapsulation.etherType(frame, header, at + ADDRESSES, length + 2);
        if (outcome == Progress.DECODED) {
            if (vlanId != UNTAGGED) {
                frame.packet.ethernet.vlan(vlanId);
            }
            frame.packet.ethernet.frame(data, at);
        }
        return outcome;
    }
}
