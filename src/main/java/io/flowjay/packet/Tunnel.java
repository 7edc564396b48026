package io.flowjay.packet;

/** Protocols that carry an IP packet, or a frame with one, inside another IP packet. */
public enum Tunnel {
    /** IPv4 in IPv4 (RFC 2003). */
    IPV4_IN_IPV4("4in4"),
    /** IPv4 in IPv6 (RFC 2473). */
    IPV4_IN_IPV6("4in6"),
    /** IPv6 in IPv4 (RFC 4213), 6to4 and ISATAP included. */
    IPV6_IN_IPV4("6in4"),
    /** IPv6 in IPv6 (RFC 2473). */
    IPV6_IN_IPV6("6in6"),
    /** Generic routing encapsulation (RFC 2784, RFC 2890), and PPTP's variant of it (RFC 2637). */
    GRE("gre"),
    /** Encapsulated remote port mirroring over GRE (draft-foschiano-erspan). */
    ERSPAN("erspan"),
    /** Ethernet in IP (RFC 3378). */
    ETHERIP("etherip"),
    /** Ethernet as an IPv6 upper layer (RFC 8986 section 4.9). */
    ETHERNET("ethernet"),
    /** MPLS in IP (RFC 4023) or UDP (RFC 7510). */
    MPLS("mpls"),
    /** Register messages of PIM sparse mode (RFC 7761 section 4.9.3). */
    PIM_REGISTER("pim_register"),
    /** VXLAN (RFC 7348) and its generic protocol extension. */
    VXLAN("vxlan"),
    /** Geneve (RFC 8926). */
    GENEVE("geneve"),
    /** GPRS tunnelling protocol, user plane (3GPP TS 29.281) and version 0 (TS 09.60). */
    GTP("gtp"),
    /** Teredo (RFC 4380). */
    TEREDO("teredo"),
    /** Layer two tunnelling protocol, versions 2 (RFC 2661) and 3 (RFC 3931). */
    L2TP("l2tp"),
    /** Locator/ID separation protocol (RFC 9300 section 5). */
    LISP("lisp"),
    /** CAPWAP data channel (RFC 5415 section 4.3). */
    CAPWAP("capwap"),
    /** Anything in anything (draft-massar-v6ops-ayiya). */
    AYIYA("ayiya"),
    /** TaZmen sniffer protocol: frames as a sensor captured them. */
    TZSP("tzsp"),
    /** Ethernet over IP of MikroTik's RouterOS, in a variant of GRE. */
    EOIP("eoip");

    private final String text;

    Tunnel(String text) {
        this.text = text;
    }

    /** The tunnel's name in records. */
    public String text() {
        return text;
    }
}
