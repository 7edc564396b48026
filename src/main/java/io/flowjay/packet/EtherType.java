package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** What follows an EtherType (IEEE 802 numbers), through any stack of VLAN tags (IEEE 802.1Q, 802.1ad and their predecessors). */
final class EtherType {
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int C_VLAN = 0x8100;
    private static final int S_VLAN = 0x88a8;
    private static final int OLD_QINQ = 0x9100;
    private static final int OLD_QINQ_2 = 0x9200;
    private static final int MPLS_UNICAST = 0x8847;
    private static final int MPLS_MULTICAST = 0x8848;
    private static final int PPPOE_SESSION = 0x8864;
    private static final int CISCO_METADATA = 0x8909;
    private static final int MACSEC = 0x88e5;
    private static final int E_TAG = 0x893f;
    private static final int NSH = 0x894f;
    /** Smaller values are the length of an IEEE 802.3 frame with an LLC header. */
    private static final int FIRST_TYPE = 0x0600;

    private static final int VLAN_LENGTH = 4;
    private static final int VLAN_ID = 0x0fff;

    private EtherType() {}

    static @Nullable Ignored decode(DecodedPacket packet, int firstType, int start) {
        int type = firstType;
        int at = start;
        while (isVlan(type)) {
            if (!packet.has(at, VLAN_LENGTH)) {
                return Ignored.TRUNCATED_HEADER;
            }
            if (!packet.push(Header.VLAN)) {
                return Ignored.TOO_MANY_HEADERS;
            }
            if (packet.vlanId == 0) {
                packet.vlanId = Bytes.u16be(packet.data, at) & VLAN_ID;
            }
            type = Bytes.u16be(packet.data, at + 2);
            at += VLAN_LENGTH;
        }
        return switch (type) {
            case IPV4 -> Ipv4.decode(packet, at);
            case IPV6 -> Ipv6.decode(packet, at);
            case MPLS_UNICAST, MPLS_MULTICAST, PPPOE_SESSION, CISCO_METADATA, MACSEC, E_TAG, NSH ->
                Ignored.UNSUPPORTED_ENCAPSULATION;
            default -> type < FIRST_TYPE ? Ignored.UNSUPPORTED_ENCAPSULATION : Ignored.NOT_IP;
        };
    }

    private static boolean isVlan(int type) {
        return type == C_VLAN || type == S_VLAN || type == OLD_QINQ || type == OLD_QINQ_2;
    }
}
