package io.flowjay.packet;

import io.flowjay.wire.Bytes;

/**
 * The Ethernet frame (IEEE 802.3) that an IP packet came in; of frames inside one another, the innermost around the flow's IP
 * header. Fields are noted on the way back from a decoded packet, so the innermost header notes first, and one that led nowhere
 * never does.
 */
public final class EthernetFields {
    /** Whether the packet came in an Ethernet frame; without one, the other fields mean nothing. */
    public boolean present;
    /** Source address in the low 48 bits. */
    public long source;
    /** Destination address in the low 48 bits. */
    public long destination;
    /** EtherType after the frame's tags, 0 when an LLC header without one stands in its place. */
    public int type;
    /** Identifier of the frame's outermost VLAN tag that has one; 0 when it has none. */
    public int vlanId;
    /** Number of the frame's VLAN tags (IEEE 802.1Q clause 9), a tag without an identifier included. */
    public int vlanTags;

    void clear() {
        present = false;
        type = 0;
        vlanId = 0;
        vlanTags = 0;
    }

    /** Notes the frame whose addresses start at {@code at}. */
    public void frame(byte[] data, int at) {
        if (!present) {
            present = true;
            destination = Bytes.u32be(data, at) << 16 | Bytes.u16be(data, at + 4);
            source = Bytes.u32be(data, at + 6) << 16 | Bytes.u16be(data, at + 10);
        }
    }

    /** Notes an EtherType of the frame; the one nearest to the IP header is the first to come here. */
    public void type(int etherType) {
        if (!present && type == 0 && etherType > EtherType.MAX_LENGTH) {
            type = etherType;
        }
    }

    /** Notes a VLAN tag of the frame; the outermost one is the last to come here. */
    public void vlan(int id) {
        if (!present) {
            vlanTags++;
            vlanId = id == 0 ? vlanId : id;
        }
    }
}
