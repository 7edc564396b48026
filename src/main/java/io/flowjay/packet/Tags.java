package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Headers between an EtherType and the next one, or an Ethernet frame. */
final class Tags {
    private static final int VLAN_LENGTH = 4;
    private static final int VLAN_ID = 0x0fff;
    private static final int TRILL_LENGTH = 6;

    private Tags() {}

    /** A VLAN tag (IEEE 802.1Q, 802.1ad and their predecessors): priority and identifier, EtherType. */
    static @Nullable Ignored vlan(DecodedPacket packet, int at) {
        int id = packet.has(at, 2) ? Bytes.u16be(packet.data, at) & VLAN_ID : 0;
        if (packet.vlanId == 0) {
            packet.vlanId = id;
        }
        Ignored ignored = ending(packet, Header.VLAN, at, VLAN_LENGTH);
        if (ignored == null) {
            packet.ethernet.vlan(id);
        }
        return ignored;
    }

    /** A header of fixed length whose last two bytes are the EtherType of what follows. */
    static @Nullable Ignored ending(DecodedPacket packet, Header header, int at, int length) {
        Ignored ignored = packet.enter(header, at, length);
        if (ignored != null) {
            return ignored;
        }
        int type = Bytes.u16be(packet.data, at + length - 2);
        ignored = EtherType.decode(packet, type, at + length);
        if (ignored == null) {
            packet.ethernet.type(type);
        }
        return ignored;
    }

    /** TRILL (RFC 6325 section 3): the options' length in units of 4 bytes lies across the first two bytes. */
    static @Nullable Ignored trill(DecodedPacket packet, int at) {
        if (!packet.has(at, TRILL_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int options = (Bytes.u16be(packet.data, at) >> 6 & 0x1f) * 4;
        return Ethernet.behind(packet, Header.TRILL, at, TRILL_LENGTH + options);
    }
}
