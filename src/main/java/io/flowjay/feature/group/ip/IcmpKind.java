package io.flowjay.feature.group.ip;

import io.flowjay.packet.IpProtocol;

/** What an ICMP message says, for IPv4 (RFC 792) and IPv6 (RFC 4443, RFC 4861 section 4.5) alike. */
enum IcmpKind {
    ECHO_REQUEST(0x01),
    ECHO_REPLY(0x02),
    UNREACHABLE(0x04),
    TIME_EXCEEDED(0x08),
    REDIRECT(0x10),
    OTHER(0x20);

    private static final int FRAGMENTATION_NEEDED = 0x0304;
    private static final int PACKET_TOO_BIG = 2;

    /** The kind's bit in {@code icmp_stat}. */
    final int bit;

    IcmpKind(int bit) {
        this.bit = bit;
    }

    static IcmpKind of(int protocol, int type) {
        return protocol == IpProtocol.ICMP ? icmp(type) : icmpv6(type);
    }

    /** Whether a router says that a packet is too big for the next link (RFC 1191 section 4, RFC 4443 section 3.2). */
    static boolean isTooBig(int protocol, int typeAndCode) {
        return protocol == IpProtocol.ICMP ? typeAndCode == FRAGMENTATION_NEEDED : typeAndCode >> 8 == PACKET_TOO_BIG;
    }

    private static IcmpKind icmp(int type) {
        return switch (type) {
            case 8 -> ECHO_REQUEST;
            case 0 -> ECHO_REPLY;
            case 3 -> UNREACHABLE;
            case 11 -> TIME_EXCEEDED;
            case 5 -> REDIRECT;
            default -> OTHER;
        };
    }

    private static IcmpKind icmpv6(int type) {
        return switch (type) {
            case 128 -> ECHO_REQUEST;
            case 129 -> ECHO_REPLY;
            case 1 -> UNREACHABLE;
            case 3 -> TIME_EXCEEDED;
            case 137 -> REDIRECT;
            default -> OTHER;
        };
    }
}
