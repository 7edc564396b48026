package io.flowjay.packet.tag;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Encapsulation;
import io.flowjay.packet.frame.Frame;

/** Headers between an EtherType and the next one, or an Ethernet frame. */
final class Tags {
    private static final int VLAN_LENGTH = 4;
    private static final int VLAN_ID = 0x0fff;
    private static final int TRILL_LENGTH = 6;

    private Tags() {}

    /** A VLAN tag (IEEE 802.1Q, 802.1ad and their predecessors): priority and identifier, EtherType. */
    static Outcome vlan(Frame frame, int at) {
        int id = frame.has(at, 2) ? frame.u16be(at) & VLAN_ID : 0;
        frame.packet.vlan(id);
        Outcome outcome = Encapsulation.etherType(frame, Header.VLAN, at, VLAN_LENGTH);
        if (outcome == Progress.DECODED) {
            frame.packet.ethernet.vlan(id);
        }
        return outcome;
    }

    /** TRILL (RFC 6325 section 3): the options' length in units of 4 bytes lies across the first two bytes. */
    static Outcome trill(Frame frame, int at) {
        if (!frame.has(at, TRILL_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int options = (frame.u16be(at) >> 6 & 0x1f) * 4;
        return Encapsulation.ethernet(frame, Header.TRILL, at, TRILL_LENGTH + options);
    }
}
