package io.flowjay.packet;

/** Headers that make up {@code hdr_desc}. */
enum Header {
    ETHERNET("ETH"),
    VLAN("VLAN"),
    LINUX_COOKED("SLL"),
    LINUX_COOKED_2("SLL2"),
    LOOPBACK("NULL"),
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
