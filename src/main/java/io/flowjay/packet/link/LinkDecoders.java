package io.flowjay.packet.link;

import io.flowjay.packet.EtherType;
import io.flowjay.packet.Header;
import io.flowjay.packet.LinkType;
import io.flowjay.packet.frame.DecoderTable;
import io.flowjay.packet.frame.DecoderTables;
import io.flowjay.packet.frame.Encapsulation;
import io.flowjay.packet.frame.Frame;

/** The link layers: what captures start with, and what lies between an EtherType and a frame. */
public final class LinkDecoders {
    /** IEEE 802.11 (RFC 5416). */
    private static final int BINDING_IEEE802_11 = 1;

    private LinkDecoders() {}

    /** Adds these decoders. */
    public static void addTo(DecoderTables tables) {
        local(tables.linkTypes());
        serial(tables.linkTypes());
        wireless(tables.linkTypes());
        hostMade(tables.linkTypes());
        juniper(tables.linkTypes());
        DecoderTable etherTypes = tables.etherTypes();
        etherTypes.add(EtherType.TRANSPARENT_BRIDGING, new Ethernet());
        etherTypes.add(EtherType.JUMBO_LLC, Llc::decode);
        etherTypes.add(EtherType.PPP, Ppp::decode);
        etherTypes.add(EtherType.PPPOE_SESSION, Ppp::pppoe);
        tables.wirelessBindings().add(BINDING_IEEE802_11, Wlan::inCapwap);
    }

    private static void local(DecoderTable table) {
        table.add(LinkType.ETHERNET, new Ethernet());
        table.add(LinkType.NETANALYZER, Encapsulation.ethernet(Header.NETANALYZER, 4));
        table.add(LinkType.NETANALYZER_TRANSPARENT, Encapsulation.ethernet(Header.NETANALYZER, 12));
        table.add(LinkType.FDDI, Ring::fddi);
        table.add(LinkType.TOKEN_RING, Ring::tokenRing);
        table.add(LinkType.ARCNET_BSD, Arcnet::decode);
        table.add(LinkType.ARCNET_LINUX, Arcnet::linux);
        table.add(LinkType.IPOIB, FixedHeader::ipoib);
        table.add(LinkType.IP_OVER_FC, FixedHeader::fibreChannel);
        table.add(LinkType.APPLE_IP_OVER_IEEE1394, Encapsulation.etherType(Header.FIREWIRE, 18));
    }

    private static void serial(DecoderTable table) {
        table.add(LinkType.PPP, Ppp::serial);
        table.add(LinkType.PPP_HDLC, Ppp::serial);
        table.add(LinkType.PPP_ETHER, Ppp::pppoe);
        table.add(LinkType.PPP_PPPD, Ppp::withDirection);
        table.add(LinkType.PPP_WITH_DIR, Ppp::withDirection);
        table.add(LinkType.C_HDLC, CiscoHdlc::orPpp);
        table.add(LinkType.C_HDLC_WITH_DIR, (frame, at) -> CiscoHdlc.orPpp(frame, at + 1));
        table.add(LinkType.FRELAY, FrameRelay::decode);
        table.add(LinkType.FRELAY_WITH_DIR, (frame, at) -> FrameRelay.decode(frame, at + 1));
        table.add(LinkType.SLIP, FixedHeader::slip);
        table.add(LinkType.ATM_RFC1483, Llc::atm);
        table.add(LinkType.ATM_RFC1483_BSD, Llc::atm);
        table.add(LinkType.ATM_CLIP, Atm::classicalIp);
        table.add(LinkType.ATM_CLIP_BSD, Atm::classicalIp);
        table.add(LinkType.ATM_CLIP_DLT, Atm::classicalIp);
        table.add(LinkType.SUNATM, Atm::sun);
    }

    private static void wireless(DecoderTable table) {
        table.add(LinkType.IEEE802_11, Wlan::decode);
        table.add(LinkType.IEEE802_11_RADIOTAP, WlanCapture::radiotap);
        table.add(LinkType.IEEE802_11_PRISM, WlanCapture::prism);
        table.add(LinkType.IEEE802_11_AVS, WlanCapture::avs);
        table.add(LinkType.PPI, Ppi::decode);
        Ieee802154 ieee802154 = new Ieee802154();
        table.add(LinkType.IEEE802_15_4_NOFCS, ieee802154::decode);
        table.add(LinkType.IEEE802_15_4_WITHFCS, ieee802154::withFcs);
        table.add(LinkType.IEEE802_15_4_TAP, ieee802154::tap);
    }

    /** Headers that the capturing system makes up. */
    private static void hostMade(DecoderTable table) {
        table.add(LinkType.RAW, Frame::ip);
        table.add(LinkType.RAW_BSD, Frame::ip);
        table.add(LinkType.RAW_OPENBSD, Frame::ip);
        table.add(LinkType.IPV4, Frame::ip);
        table.add(LinkType.IPV6, Frame::ip);
        table.add(LinkType.NULL, Loopback::decode);
        table.add(LinkType.LOOP, Loopback::decode);
        table.add(LinkType.LINUX_SLL, LinuxCooked::decode);
        table.add(LinkType.LINUX_SLL2, LinuxCooked::decodeVersion2);
        table.add(LinkType.NFLOG, Nflog::decode);
        table.add(LinkType.PFLOG, FixedHeader::pflog);
        table.add(LinkType.ENC, FixedHeader::enc);
        table.add(LinkType.IPNET, FixedHeader::ipnet);
        table.add(LinkType.ERF, Erf::decode);
        table.add(LinkType.PKTAP, Pktap::decode);
        table.add(LinkType.USER2, Pktap::decode);
    }

    private static void juniper(DecoderTable table) {
        table.add(LinkType.JUNIPER_ETHER, (frame, at) -> Juniper.decode(LinkType.ETHERNET, frame, at));
        table.add(LinkType.JUNIPER_PPP, (frame, at) -> Juniper.decode(LinkType.PPP, frame, at));
        table.add(LinkType.JUNIPER_FRELAY, (frame, at) -> Juniper.decode(LinkType.FRELAY, frame, at));
        table.add(LinkType.JUNIPER_CHDLC, (frame, at) -> Juniper.decode(LinkType.C_HDLC, frame, at));
    }
}
