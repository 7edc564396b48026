package io.flowjay.packet;

import org.jspecify.annotations.Nullable;

/** What follows an EtherType (IEEE 802 numbers). */
final class EtherType {
    private static final int IPV4 = 0x0800;
    private static final int TRILL = 0x22f3;
    private static final int TRANSPARENT_BRIDGING = 0x6558;
    private static final int C_VLAN = 0x8100;
    private static final int IPV6 = 0x86dd;
    private static final int PPP = 0x880b;
    private static final int MPLS_UNICAST = 0x8847;
    private static final int MPLS_MULTICAST = 0x8848;
    private static final int PPPOE_SESSION = 0x8864;
    private static final int JUMBO_LLC = 0x8870;
    private static final int S_VLAN = 0x88a8;
    private static final int MACSEC = 0x88e5;
    private static final int PROVIDER_BACKBONE = 0x88e7;
    private static final int FABRIC_PATH = 0x8903;
    private static final int CISCO_METADATA = 0x8909;
    private static final int VN_TAG = 0x8926;
    private static final int HSR = 0x892f;
    private static final int E_TAG = 0x893f;
    private static final int NSH = 0x894f;
    private static final int OLD_QINQ = 0x9100;
    private static final int OLD_QINQ_2 = 0x9200;
    private static final int OLD_QINQ_3 = 0x9300;

    /** Values up to this are the length of an IEEE 802.3 frame with an LLC header. */
    private static final int MAX_LENGTH = 1500;

    private EtherType() {}

    static @Nullable Ignored decode(DecodedPacket packet, int type, int at) {
        return switch (type) {
            case IPV4 -> Ipv4.decode(packet, at);
            case IPV6 -> Ipv6.decode(packet, at);
            case C_VLAN, S_VLAN, OLD_QINQ, OLD_QINQ_2, OLD_QINQ_3 -> Tags.vlan(packet, at);
            case MPLS_UNICAST, MPLS_MULTICAST -> Mpls.decode(packet, at);
            case PPPOE_SESSION -> Ppp.pppoe(packet, at);
            case PPP -> Ppp.decode(packet, at);
            case TRANSPARENT_BRIDGING -> Ethernet.decode(packet, at);
            case JUMBO_LLC -> Llc.decode(packet, at);
            case CISCO_METADATA -> Tags.ending(packet, Header.CISCO_METADATA, at, 8);
            case E_TAG -> Tags.ending(packet, Header.E_TAG, at, 8);
            case VN_TAG -> Tags.ending(packet, Header.VN_TAG, at, 6);
            case HSR -> Tags.ending(packet, Header.HSR, at, 6);
            case MACSEC -> Macsec.decode(packet, at);
            case FABRIC_PATH -> Ethernet.behind(packet, Header.FABRIC_PATH, at, 2);
            case PROVIDER_BACKBONE -> Ethernet.behind(packet, Header.PROVIDER_BACKBONE, at, 4);
            case TRILL -> Tags.trill(packet, at);
            case NSH -> Nsh.decode(packet, at);
            default -> type <= MAX_LENGTH ? Llc.decode(packet, at) : Ignored.NOT_IP;
        };
    }
}
