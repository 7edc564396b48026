package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The decoder of each link type (tcpdump.org "Link-layer header types"). A decoder finds the IP header behind a link layer and
 * answers why it did not, or null.
 */
final class LinkType {
    private static final int NULL = 0;
    private static final int ETHERNET = 1;
    private static final int TOKEN_RING = 6;
    private static final int ARCNET_BSD = 7;
    private static final int SLIP = 8;
    private static final int PPP = 9;
    private static final int FDDI = 10;
    private static final int ATM_RFC1483_BSD = 11;
    private static final int RAW_BSD = 12;
    private static final int RAW_OPENBSD = 14;
    private static final int ATM_CLIP_BSD = 18;
    private static final int ATM_CLIP_DLT = 19;
    private static final int PPP_HDLC = 50;
    private static final int PPP_ETHER = 51;
    private static final int ATM_RFC1483 = 100;
    private static final int RAW = 101;
    private static final int C_HDLC = 104;
    private static final int IEEE802_11 = 105;
    private static final int ATM_CLIP = 106;
    private static final int FRELAY = 107;
    private static final int LOOP = 108;
    private static final int ENC = 109;
    private static final int LINUX_SLL = 113;
    private static final int PFLOG = 117;
    private static final int IEEE802_11_PRISM = 119;
    private static final int IP_OVER_FC = 122;
    private static final int SUNATM = 123;
    private static final int IEEE802_11_RADIOTAP = 127;
    private static final int ARCNET_LINUX = 129;
    private static final int APPLE_IP_OVER_IEEE1394 = 138;
    /** A private number that Apple used ahead of {@link #PKTAP}. */
    private static final int USER2 = 149;

    private static final int IEEE802_11_AVS = 163;
    private static final int PPP_PPPD = 166;
    private static final int JUNIPER_ETHER = 178;
    private static final int JUNIPER_PPP = 179;
    private static final int JUNIPER_FRELAY = 180;
    private static final int JUNIPER_CHDLC = 181;
    private static final int PPI = 192;
    private static final int IEEE802_15_4_WITHFCS = 195;
    private static final int PPP_WITH_DIR = 204;
    private static final int C_HDLC_WITH_DIR = 205;
    private static final int FRELAY_WITH_DIR = 206;
    private static final int MPLS = 219;
    private static final int IPNET = 226;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int IEEE802_15_4_NOFCS = 230;
    private static final int NFLOG = 239;
    private static final int NETANALYZER = 240;
    private static final int NETANALYZER_TRANSPARENT = 241;
    private static final int IPOIB = 242;
    private static final int PKTAP = 258;
    private static final int LINUX_SLL2 = 276;
    private static final int DSA_TAG_BRCM = 281;
    private static final int DSA_TAG_BRCM_PREPEND = 282;
    private static final int IEEE802_15_4_TAP = 283;
    private static final int DSA_TAG_DSA = 284;
    private static final int DSA_TAG_EDSA = 285;

    private LinkType() {}

    static @Nullable Ignored decode(int linkType, DecodedPacket packet, int at) {
        return switch (linkType) {
            case ETHERNET -> Ethernet.decode(packet, at);
            case NULL, LOOP -> Loopback.decode(packet, at);
            case RAW, RAW_BSD, RAW_OPENBSD, IPV4, IPV6 -> ip(packet, at);
            case LINUX_SLL -> LinuxCooked.decode(packet, at);
            case LINUX_SLL2 -> LinuxCooked.decodeVersion2(packet, at);
            case IEEE802_11 -> Wlan.decode(packet, at);
            case IEEE802_11_RADIOTAP -> WlanCapture.radiotap(packet, at);
            case IEEE802_11_PRISM -> WlanCapture.prism(packet, at);
            case IEEE802_11_AVS -> WlanCapture.avs(packet, at);
            case PPI -> Ppi.decode(packet, at);
            case PPP, PPP_HDLC -> Ppp.serial(packet, at);
            case PPP_ETHER -> Ppp.pppoe(packet, at);
            case PPP_PPPD, PPP_WITH_DIR -> Ppp.withDirection(packet, at);
            case C_HDLC -> CiscoHdlc.orPpp(packet, at);
            case C_HDLC_WITH_DIR -> CiscoHdlc.orPpp(packet, at + 1);
            case FRELAY -> FrameRelay.decode(packet, at);
            case FRELAY_WITH_DIR -> FrameRelay.decode(packet, at + 1);
            case MPLS -> Mpls.decode(packet, at);
            default -> rare(linkType, packet, at);
        };
    }

    private static @Nullable Ignored rare(int linkType, DecodedPacket packet, int at) {
        return switch (linkType) {
            case NFLOG -> Nflog.decode(packet, at);
            case PKTAP, USER2 -> Pktap.decode(packet, at);
            case PFLOG -> FixedHeader.pflog(packet, at);
            case ENC -> FixedHeader.enc(packet, at);
            case IPNET -> FixedHeader.ipnet(packet, at);
            case SLIP -> FixedHeader.slip(packet, at);
            case IPOIB -> FixedHeader.ipoib(packet, at);
            case APPLE_IP_OVER_IEEE1394 -> Tags.ending(packet, Header.FIREWIRE, at, 18);
            case IP_OVER_FC -> FixedHeader.llc(packet, Header.FIBRE_CHANNEL, at, 16);
            case FDDI -> Ring.fddi(packet, at);
            case TOKEN_RING -> Ring.tokenRing(packet, at);
            case ARCNET_BSD -> Arcnet.decode(packet, at);
            case ARCNET_LINUX -> Arcnet.linux(packet, at);
            case ATM_RFC1483, ATM_RFC1483_BSD -> Llc.atm(packet, at);
            case ATM_CLIP, ATM_CLIP_BSD, ATM_CLIP_DLT -> Atm.classicalIp(packet, at);
            case SUNATM -> Atm.sun(packet, at);
            case JUNIPER_ETHER -> Juniper.decode(ETHERNET, packet, at);
            case JUNIPER_PPP -> Juniper.decode(PPP, packet, at);
            case JUNIPER_FRELAY -> Juniper.decode(FRELAY, packet, at);
            case JUNIPER_CHDLC -> Juniper.decode(C_HDLC, packet, at);
            case NETANALYZER -> Ethernet.behind(packet, Header.NETANALYZER, at, 4);
            case NETANALYZER_TRANSPARENT -> Ethernet.behind(packet, Header.NETANALYZER, at, 12);
            case IEEE802_15_4_NOFCS -> Ieee802154.decode(packet, at);
            case IEEE802_15_4_WITHFCS -> Ieee802154.withFcs(packet, at);
            case IEEE802_15_4_TAP -> Ieee802154.tap(packet, at);
            case DSA_TAG_DSA -> SwitchTag.dsa(packet, at);
            case DSA_TAG_EDSA -> SwitchTag.edsa(packet, at);
            case DSA_TAG_BRCM -> SwitchTag.broadcom(packet, at);
            case DSA_TAG_BRCM_PREPEND -> Ethernet.behind(packet, Header.BROADCOM_TAG, at, 4);
            default -> Ignored.UNSUPPORTED_LINK_TYPE;
        };
    }

    /** An IP packet without a link layer: its first four bits tell the version. */
    static @Nullable Ignored ip(DecodedPacket packet, int at) {
        if (!packet.has(at, 1)) {
            return Ignored.TRUNCATED_HEADER;
        }
        return switch (Bytes.u8(packet.data, at) >> 4) {
            case 4 -> Ipv4.decode(packet, at);
            case 6 -> Ipv6.decode(packet, at);
            default -> Ignored.NOT_IP;
        };
    }
}
