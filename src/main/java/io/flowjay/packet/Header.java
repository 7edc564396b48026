package io.flowjay.packet;

/** Headers that make up {@code hdr_desc}. */
enum Header {
    ETHERNET("ETH"),
    VLAN("VLAN"),
    LLC("LLC"),
    SNAP("SNAP"),
    LINUX_COOKED("SLL"),
    LINUX_COOKED_2("SLL2"),
    LOOPBACK("NULL"),
    PPP("PPP"),
    PPPOE("PPPOE"),
    CISCO_HDLC("CHDLC"),
    FRAME_RELAY("FR"),
    MPLS("MPLS"),
    CONTROL_WORD("PWCW"),
    WLAN("WLAN"),
    RADIOTAP("RADIOTAP"),
    PPI("PPI"),
    PRISM("PRISM"),
    AVS("AVS"),
    IPNET("IPNET"),
    NFLOG("NFLOG"),
    PKTAP("PKTAP"),
    PFLOG("PFLOG"),
    ENC("ENC"),
    IPOIB("IPOIB"),
    FIREWIRE("IP1394"),
    FIBRE_CHANNEL("IPFC"),
    ARCNET("ARCNET"),
    FDDI("FDDI"),
    TOKEN_RING("TR"),
    SLIP("SLIP"),
    ATM("ATM"),
    JUNIPER("JUNIPER"),
    DSA("DSA"),
    BROADCOM_TAG("BRCM"),
    NETANALYZER("NETANALYZER"),
    CISCO_METADATA("CMD"),
    E_TAG("ETAG"),
    VN_TAG("VNTAG"),
    HSR("HSR"),
    MACSEC("MACSEC"),
    FABRIC_PATH("CFP"),
    PROVIDER_BACKBONE("PBB"),
    TRILL("TRILL"),
    NSH("NSH"),
    IPV4("IP"),
    IPV6("IP6"),
    HOP_BY_HOP("HOPOPT"),
    ROUTING("ROUTE"),
    FRAGMENT("FRAG"),
    DESTINATION_OPTIONS("DSTOPT"),
    TCP("TCP"),
    UDP("UDP"),
    ICMP("ICMP"),
    ICMPV6("ICMP6"),
    SCTP("SCTP"),
    /** Any other protocol, written as {@code PROTO} and its number. */
    OTHER("PROTO");

    final String text;

    Header(String text) {
        this.text = text;
    }
}
