package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

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
    static @Nullable Ignored dsa(DecodedPacket packet, int at) {
        return marvell(packet, at, DSA_LENGTH);
    }

    /** Marvell's tag behind an EtherType of its own. */
    static @Nullable Ignored edsa(DecodedPacket packet, int at) {
        return marvell(packet, at, EDSA_LENGTH);
    }

    static @Nullable Ignored broadcom(DecodedPacket packet, int at) {
        return behind(packet, Header.BROADCOM_TAG, at, BROADCOM_LENGTH, UNTAGGED);
    }

    private static @Nullable Ignored marvell(DecodedPacket packet, int at, int length) {
        int tag = at + ADDRESSES + length - DSA_LENGTH;
        boolean tagged = packet.has(tag, DSA_LENGTH) && (Bytes.u8(packet.data, tag) & TAGGED) != 0;
        int vlanId = tagged ? Bytes.u16be(packet.data, tag + 2) & VLAN_ID : 0;
        packet.vlanId = vlanId;
        return behind(packet, Header.DSA, at, length, tagged ? vlanId : UNTAGGED);
    }

    private static @Nullable Ignored behind(DecodedPacket packet, Header header, int at, int length, int vlanId) {
        Ignored ignored = packet.enter(Header.ETHERNET, at, ADDRESSES);
        if (ignored != null) {
            return ignored;
        }
        byte[] data = packet.data;
        ignored = Tags.ending(packet, header, at + ADDRESSES, length + 2);
        if (ignored == null) {
            if (vlanId != UNTAGGED) {
                packet.ethernet.vlan(vlanId);
            }
            packet.ethernet.frame(data, at);
        }
        return ignored;
    }
}
