package io.flowjay.flow;

import io.flowjay.packet.ExtensionHeader;

/** How many of a flow's packets have which IPv6 extension headers; a fragment has those of the whole packet. */
public final class Ipv6Extensions {
    private int hopByHop;
    private int routing;
    private int fragment;
    private int destinationOptions;
    private int authentication;

    void add(int headers) {
        hopByHop += has(headers, ExtensionHeader.HOP_BY_HOP);
        routing += has(headers, ExtensionHeader.ROUTING);
        fragment += has(headers, ExtensionHeader.FRAGMENT);
        destinationOptions += has(headers, ExtensionHeader.DESTINATION_OPTIONS);
        authentication += has(headers, ExtensionHeader.AUTHENTICATION);
    }

    private static int has(int headers, int header) {
        return (headers & header) != 0 ? 1 : 0;
    }

    /** Packets with hop-by-hop options. */
    public int hopByHop() {
        return hopByHop;
    }

    /** Packets with a routing header. */
    public int routing() {
        return routing;
    }

    /** Packets with a fragment header, which a whole packet may have too (RFC 6946). */
    public int fragment() {
        return fragment;
    }

    /** Packets with destination options. */
    public int destinationOptions() {
        return destinationOptions;
    }

    /** Packets with an authentication header. */
    public int authentication() {
        return authentication;
    }
}
