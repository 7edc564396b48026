package io.flowjay.packet.tag;

import io.flowjay.packet.EtherType;
import io.flowjay.packet.Header;
import io.flowjay.packet.LinkType;
import io.flowjay.packet.frame.DecoderTable;
import io.flowjay.packet.frame.DecoderTables;
import io.flowjay.packet.frame.Encapsulation;

/** Tags and labels between a link layer and IP. */
public final class TagDecoders {
    private TagDecoders() {}

    /** Adds these decoders. */
    public static void addTo(DecoderTables tables) {
        DecoderTable etherTypes = tables.etherTypes();
        etherTypes.add(EtherType.C_VLAN, Tags::vlan);
        etherTypes.add(EtherType.S_VLAN, Tags::vlan);
        etherTypes.add(EtherType.OLD_QINQ, Tags::vlan);
        etherTypes.add(EtherType.OLD_QINQ_2, Tags::vlan);
        etherTypes.add(EtherType.OLD_QINQ_3, Tags::vlan);
        etherTypes.add(EtherType.MPLS_UNICAST, Mpls::decode);
        etherTypes.add(EtherType.MPLS_MULTICAST, Mpls::decode);
        etherTypes.add(EtherType.CISCO_METADATA, Encapsulation.etherType(Header.CISCO_METADATA, 8));
        etherTypes.add(EtherType.E_TAG, Encapsulation.etherType(Header.E_TAG, 8));
        etherTypes.add(EtherType.VN_TAG, Encapsulation.etherType(Header.VN_TAG, 6));
        etherTypes.add(EtherType.HSR, Encapsulation.etherType(Header.HSR, 6));
        etherTypes.add(EtherType.R_TAG, Encapsulation.etherType(Header.R_TAG, 6));
        etherTypes.add(EtherType.BATMAN, Batman::decode);
        etherTypes.add(EtherType.MACSEC, Macsec::decode);
        etherTypes.add(EtherType.FABRIC_PATH, Encapsulation.ethernet(Header.FABRIC_PATH, 2));
        etherTypes.add(EtherType.PROVIDER_BACKBONE, Encapsulation.ethernet(Header.PROVIDER_BACKBONE, 4));
        etherTypes.add(EtherType.TRILL, Tags::trill);
        etherTypes.add(EtherType.NSH, Nsh::decode);
        DecoderTable linkTypes = tables.linkTypes();
        linkTypes.add(LinkType.MPLS, Mpls::decode);
        linkTypes.add(LinkType.DSA_TAG_DSA, SwitchTag::dsa);
        linkTypes.add(LinkType.DSA_TAG_EDSA, SwitchTag::edsa);
        linkTypes.add(LinkType.DSA_TAG_BRCM, SwitchTag::broadcom);
        linkTypes.add(LinkType.DSA_TAG_BRCM_PREPEND, Encapsulation.ethernet(Header.BROADCOM_TAG, 4));
    }
}
